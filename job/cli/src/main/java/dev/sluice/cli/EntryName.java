package dev.sluice.cli;

import dev.sluice.stream.control.EntryKey;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the user calls an entry: its id, with the kind before it ({@code filter:ID}) when documents
 * of several kinds have it.
 */
record EntryName(String text) {

  /**
   * The entry that is meant. When there is none, a key that names none.
   *
   * @param entries those there are
   * @throws CommandFailure when several are meant
   */
  EntryKey in(List<ManifestEntry> entries) {
    List<EntryKey> keys = entries.stream().map(ManifestEntry::key).toList();
    List<EntryKey> meant = keys.stream().filter(key -> names(key).anyMatch(text::equals)).toList();
    if (meant.isEmpty()) {
      meant = keys.stream().filter(key -> names(key).anyMatch(text::equalsIgnoreCase)).toList();
    }
    if (meant.size() > 1) {
      String names =
          meant.stream()
              .map(key -> key.kind().word() + ":" + key.id())
              .collect(Collectors.joining(" or "));
      throw CommandFailure.usage("'" + text + "' may be " + names);
    }
    return meant.isEmpty() ? unknown() : meant.get(0);
  }

  private EntryKey unknown() {
    for (Kind kind : Kind.values()) {
      if (text.startsWith(kind.word() + ":")) {
        return new EntryKey(kind, text.substring(kind.word().length() + 1));
      }
    }
    return new EntryKey(Kind.RULE, text);
  }

  private static Stream<String> names(EntryKey key) {
    return Stream.of(key.id(), key.kind().word() + ":" + key.id());
  }
}
