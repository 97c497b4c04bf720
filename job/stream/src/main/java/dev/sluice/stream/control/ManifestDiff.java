package dev.sluice.stream.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What one manifest changes of another.
 *
 * @param added in the order of the newer manifest
 * @param removed in the order of the older one
 * @param changed documents that are in both and differ, in the order of the newer one
 * @param allowPartialChanged whether it is now the other way round
 */
public record ManifestDiff(
    List<ManifestEntry> added,
    List<ManifestEntry> removed,
    List<Change> changed,
    boolean allowPartialChanged) {

  public ManifestDiff {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  /** One document that differs. */
  public record Change(ManifestEntry before, ManifestEntry after) {

    /** Whether the file is another one, or stands elsewhere. */
    public boolean isContent() {
      return !before.sha256().equals(after.sha256())
          || !before.path().equals(after.path())
          || !before.pack().equals(after.pack());
    }

    /** Whether the mode is another one. */
    public boolean isMode() {
      return before.mode() != after.mode();
    }

    /** Whether the overrides are others. */
    public boolean isOverrides() {
      return !Objects.equals(before.overrides(), after.overrides());
    }

    /** Whether the expiry is another one. */
    public boolean isExpiry() {
      return !Objects.equals(before.expires(), after.expires());
    }
  }

  /** Compares two manifests; linear in their entries. */
  public static ManifestDiff between(RuleSetManifest before, RuleSetManifest after) {
    boolean partialChanged = before.allowPartial() != after.allowPartial();
    return between(before.entries(), after.entries(), partialChanged);
  }

  static ManifestDiff between(
      List<ManifestEntry> before, Collection<ManifestEntry> after, boolean allowPartialChanged) {
    Map<EntryKey, ManifestEntry> old = new LinkedHashMap<>();
    before.forEach(entry -> old.put(entry.key(), entry));
    List<ManifestEntry> added = new ArrayList<>();
    List<Change> changed = new ArrayList<>();
    for (ManifestEntry entry : after) {
      ManifestEntry was = old.remove(entry.key());
      if (was == null) {
        added.add(entry);
      } else if (!was.equals(entry)) {
        changed.add(new Change(was, entry));
      }
    }
    return new ManifestDiff(added, List.copyOf(old.values()), changed, allowPartialChanged);
  }

  /** Whether the two are the same, whatever the order of their entries. */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && !allowPartialChanged;
  }

  /** Documents with another content or place. */
  public List<Change> contentChanged() {
    return changed(Change::isContent);
  }

  /** Documents with another mode. */
  public List<Change> modeChanged() {
    return changed(Change::isMode);
  }

  /** Documents with other overrides. */
  public List<Change> overridesChanged() {
    return changed(Change::isOverrides);
  }

  /** The ids of all documents that differ, in their natural order. */
  public List<String> ids() {
    Stream<ManifestEntry> entries =
        Stream.of(added.stream(), removed.stream(), changed.stream().map(Change::after))
            .flatMap(each -> each);
    return List.copyOf(new TreeSet<>(entries.map(ManifestEntry::id).toList()));
  }

  /** {@code 2 added, 1 removed, 3 with other content}; {@code no change} when there is none. */
  public String summary() {
    List<String> parts = new ArrayList<>();
    addCount(parts, added.size(), "added");
    addCount(parts, removed.size(), "removed");
    addCount(parts, contentChanged().size(), "with other content");
    addCount(parts, modeChanged().size(), "with another mode");
    addCount(parts, overridesChanged().size(), "with other overrides");
    addCount(parts, changed(Change::isExpiry).size(), "with another expiry");
    addCount(parts, changed(change -> !isSubstantial(change)).size(), "with another reason");
    if (allowPartialChanged) {
      parts.add("allowPartial changed");
    }
    return parts.isEmpty() ? "no change" : String.join(", ", parts);
  }

  private static boolean isSubstantial(Change change) {
    return change.isContent() || change.isMode() || change.isOverrides() || change.isExpiry();
  }

  private List<Change> changed(Predicate<Change> test) {
    return changed.stream().filter(test).toList();
  }

  private static void addCount(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }
}
