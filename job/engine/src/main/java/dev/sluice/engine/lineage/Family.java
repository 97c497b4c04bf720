package dev.sluice.engine.lineage;

import dev.sluice.engine.event.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the process of one event. To be asked while the event is judged, not later: it
 * looks into the table as it goes.
 */
public final class Family {
  /** Nothing is known. */
  public static final Family UNKNOWN = new Family(null, null, null, 0, LineageCounts.NONE);

  private final @Nullable ProcessTable table;
  private final @Nullable KnownProcess own;
  private final @Nullable KnownProcess parent;
  private final long atMillis;
  private final LineageCounts counts;
  private boolean counted;

  /**
   * @param own the process of the event; null for the one that the event itself tells of
   */
  Family(
      @Nullable ProcessTable table,
      @Nullable KnownProcess own,
      @Nullable KnownProcess parent,
      long atMillis,
      LineageCounts counts) {
    this.table = table;
    this.own = own;
    this.parent = parent;
    this.atMillis = atMillis;
    this.counts = counts;
  }

  /**
   * Returns what {@code fields} are filled in with: those for which the event has no value and
   * something is known.
   *
   * @param fields some of {@link Lineage#FIELDS}
   * @param values those of the event
   */
  public Map<String, Value> fill(Set<String> fields, Function<String, List<Value>> values) {
    if (own == null && parent == null) {
      return Map.of();
    }
    Map<String, Value> filled = new LinkedHashMap<>();
    for (String field : Lineage.FIELDS) {
      if (fields.contains(field) && Texts.sayNothing(values.apply(field))) {
        String text = text(field);
        if (text != null) {
          filled.put(field, Value.string(text));
        }
      }
    }
    if (!filled.isEmpty() && !counted) {
      counted = true;
      counts.eventEnriched();
    }
    return filled;
  }

  private @Nullable String text(String field) {
    return switch (field) {
      case Lineage.PARENT_COMMAND_LINE -> parentCommandLine();
      case Lineage.GRAND_PARENT_IMAGE -> imageOfParent(parent);
      default -> parent != null ? parent.image() : own == null ? null : own.parentImage();
    };
  }

  private @Nullable String parentCommandLine() {
    if (parent != null) {
      return parent.commandLine();
    }
    return own == null ? null : own.parentCommandLine();
  }

  private @Nullable String imageOfParent(@Nullable KnownProcess child) {
    if (child == null) {
      return null;
    }
    KnownProcess known = parentOf(child);
    return known != null ? known.image() : child.parentImage();
  }

  private @Nullable KnownProcess parentOf(KnownProcess child) {
    return table == null ? null : table.parentOf(child, atMillis);
  }

  /**
   * Returns parent, grandparent and so on, at most {@value ProcessTable#MAX_LEVELS} of them. The
   * last may be one that only its child told of.
   */
  public List<Ancestor> ancestors() {
    List<Ancestor> ancestors = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    KnownProcess last = own;
    KnownProcess next = parent;
    while (next != null && ancestors.size() < ProcessTable.MAX_LEVELS && seen.add(next.name())) {
      ancestors.add(Ancestor.of(next));
      last = next;
      next = parentOf(next);
    }
    if (next == null
        && last != null
        && last.parentImage() != null
        && ancestors.size() < ProcessTable.MAX_LEVELS) {
      ancestors.add(Ancestor.toldBy(last));
    }
    return ancestors;
  }
}
