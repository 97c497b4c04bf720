package dev.sluice.engine.event;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a schema say which other events they belong to. Immutable.
 *
 * @param id where the audit id stands: the first that can be read
 * @param type where the type of the record stands
 * @param types of which records are joined, folded; a record of another type is an event of its own
 */
record Joining(List<Path> id, Path type, Set<String> types) {
  Joining {
    id = List.copyOf(id);
    types = Set.copyOf(types);
  }

  /**
   * Returns the key of the record that an event is, or null when it stands alone.
   *
   * @param valuesAt what stands at {@link #type} or one of {@link #id}
   */
  @Nullable RecordKey of(Function<Path, List<Value>> valuesAt) {
    for (Value value : valuesAt.apply(type)) {
      if (types.contains(value.folded())) {
        String read = id(valuesAt);
        return read == null ? null : new RecordKey(read, value.folded().toUpperCase(Locale.ROOT));
      }
    }
    return null;
  }

  private @Nullable String id(Function<Path, List<Value>> valuesAt) {
    for (Path path : id) {
      for (Value value : valuesAt.apply(path)) {
        String read = value.kind() == Value.Kind.STRING ? AuditId.of(value.text()) : null;
        if (read != null) {
          return read;
        }
      }
    }
    return null;
  }
}
