package dev.sluice.stream.control;

import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.stream.control.EditResult.Edited;
import dev.sluice.stream.control.EditResult.Refused;
import dev.sluice.stream.control.EditResult.Unchanged;
import dev.sluice.stream.control.ManifestChange.Op;
import dev.sluice.stream.control.ManifestEntry.Mode;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the manifest that follows the one in force. Immutable: each method gives a whole new
 * manifest of the next version, with the entries in one order, that its reader will accept.
 */
public final class ManifestEdit {
  private static final Comparator<ManifestEntry> ORDER =
      Comparator.comparing(ManifestEntry::kind)
          .thenComparing(ManifestEntry::pack)
          .thenComparing(ManifestEntry::path)
          .thenComparing(ManifestEntry::id);
  private static final int NAMED = 5;

  private final Next next;
  private final ManifestAuthor author;
  private final ManifestLimits limits;

  private ManifestEdit(Next next, ManifestAuthor author, ManifestLimits limits) {
    this.next = next;
    this.author = author;
    this.limits = limits;
  }

  /** What the next manifest takes over. */
  private record Next(
      String name,
      String environment,
      long version,
      String parent,
      boolean allowPartial,
      @Nullable RuleSetManifest inForce) {

    Map<EntryKey, ManifestEntry> entries() {
      Map<EntryKey, ManifestEntry> entries = new LinkedHashMap<>();
      if (inForce != null) {
        inForce.entries().forEach(entry -> entries.put(entry.key(), entry));
      }
      return entries;
    }
  }

  /** Edits of nothing: the first manifest of a rule set. */
  public static ManifestEdit first(
      String name, String environment, ManifestAuthor author, ManifestLimits limits) {
    return new ManifestEdit(new Next(name, environment, 1, "", false, null), author, limits);
  }

  /**
   * Edits of {@code inForce}.
   *
   * @param hash of its payload
   */
  public static ManifestEdit of(
      RuleSetManifest inForce, String hash, ManifestAuthor author, ManifestLimits limits) {
    Next next =
        new Next(
            inForce.name(),
            inForce.environment(),
            inForce.version() + 1,
            hash,
            inForce.allowPartial(),
            inForce);
    return new ManifestEdit(next, author, limits);
  }

  /** The same edits, with the rest loaded or not when an entry does not compile. */
  public ManifestEdit allowingPartial(boolean allowed) {
    Next other =
        new Next(next.name, next.environment, next.version, next.parent, allowed, next.inForce);
    return new ManifestEdit(other, author, limits);
  }

  /** Adds or replaces {@code entries} as they are given. */
  public EditResult upsert(List<ManifestEntry> entries) {
    return upsert(entries, next.entries());
  }

  /**
   * Adds or replaces the content of {@code entries}: one that is there keeps its mode, overrides,
   * reason and expiry. A rule that is disabled stays so when a new version of it comes.
   */
  public EditResult upsertContent(List<ManifestEntry> entries) {
    return upsert(treated(entries), next.entries());
  }

  /** As {@link #upsertContent}, and removes every entry that is not among {@code entries}. */
  public EditResult replaceContent(List<ManifestEntry> entries) {
    return upsert(treated(entries), new LinkedHashMap<>());
  }

  /** Removes entries. */
  public EditResult delete(Collection<EntryKey> keys) {
    Map<EntryKey, ManifestEntry> entries = next.entries();
    Refused refused = refuseUnknown(keys, entries);
    if (refused != null) {
      return refused;
    }
    entries.keySet().removeAll(Set.copyOf(keys));
    return make(Op.DELETE, entries.values(), next.allowPartial);
  }

  /**
   * Changes the mode of entries.
   *
   * @param reason replaces the one there; may be empty
   */
  public EditResult setMode(Collection<EntryKey> keys, Mode mode, String reason) {
    Map<EntryKey, ManifestEntry> entries = next.entries();
    Refused refused = refuseUnknown(keys, entries);
    if (refused != null) {
      return refused;
    }
    keys.forEach(key -> entries.computeIfPresent(key, (k, entry) -> entry.in(mode, reason)));
    return make(op(mode), entries.values(), next.allowPartial);
  }

  /** Brings back the content of {@code old}, which is a manifest of the same rule set. */
  public EditResult rollback(RuleSetManifest old) {
    if (!old.name().equals(next.name) || !old.environment().equals(next.environment)) {
      return new Refused(
          "that is '%s' for '%s', not '%s' for '%s'"
              .formatted(old.name(), old.environment(), next.name, next.environment));
    }
    return make(Op.ROLLBACK, old.entries(), old.allowPartial());
  }

  private List<ManifestEntry> treated(List<ManifestEntry> entries) {
    Map<EntryKey, ManifestEntry> before = next.entries();
    UnaryOperator<ManifestEntry> treat =
        entry -> {
          ManifestEntry was = before.get(entry.key());
          return was == null ? entry : entry.treatedAs(was);
        };
    return entries.stream().map(treat).toList();
  }

  private EditResult upsert(List<ManifestEntry> entries, Map<EntryKey, ManifestEntry> onto) {
    Set<EntryKey> seen = new HashSet<>();
    for (ManifestEntry entry : entries) {
      if (!seen.add(entry.key())) {
        return new Refused(
            entry.kind().word() + " " + BoundedText.quoted(entry.id()) + " is given twice");
      }
      onto.put(entry.key(), entry);
    }
    return make(Op.UPSERT, onto.values(), next.allowPartial);
  }

  /** Returns null when every key has an entry. */
  private static @Nullable Refused refuseUnknown(
      Collection<EntryKey> keys, Map<EntryKey, ManifestEntry> entries) {
    List<EntryKey> unknown = keys.stream().filter(key -> !entries.containsKey(key)).toList();
    if (unknown.isEmpty()) {
      return null;
    }
    List<String> named =
        unknown.stream().limit(NAMED).map(key -> BoundedText.of(key.toString(), 100)).toList();
    String more = unknown.size() > NAMED ? " and " + (unknown.size() - NAMED) + " more" : "";
    List<String> known = entries.keySet().stream().map(EntryKey::toString).toList();
    String hint = NearestWord.hint(named.get(0), known);
    return new Refused(
        "not in force: "
            + String.join(", ", named)
            + more
            + (hint.isEmpty() ? "" : " (" + hint + ")"));
  }

  private EditResult make(Op op, Collection<ManifestEntry> entries, boolean allowPartial) {
    RuleSetManifest inForce = next.inForce;
    List<ManifestEntry> before = inForce == null ? List.of() : inForce.entries();
    boolean partialChanged = inForce != null && inForce.allowPartial() != allowPartial;
    ManifestDiff diff = ManifestDiff.between(before, entries, partialChanged);
    if (diff.isEmpty() && inForce != null) {
      return new Unchanged();
    }
    List<ManifestEntry> sorted = entries.stream().sorted(ORDER).toList();
    RuleSetManifest made = manifest(op, sorted, diff.ids(), allowPartial);
    Reading<RuleSetManifest> read = RuleSetManifest.read(made.toJson(), limits);
    if (read instanceof Reading.Valid<RuleSetManifest> valid && valid.value().equals(made)) {
      return new Edited(made, diff);
    }
    return read instanceof Reading.Invalid<RuleSetManifest> invalid
        ? new Refused(invalid.problem().toString())
        : new Refused("a text is not Unicode");
  }

  private RuleSetManifest manifest(
      Op op, List<ManifestEntry> entries, List<String> ids, boolean allowPartial) {
    return new RuleSetManifest(
        next.name,
        next.environment,
        next.version,
        next.parent,
        allowPartial,
        entries,
        new ManifestChange(op, ids, author.message(), author.ticket(), author.gitCommit()),
        author.createdAt().toString(),
        author.createdBy());
  }

  private static Op op(Mode mode) {
    return switch (mode) {
      case ENABLED -> Op.ENABLE;
      case SHADOW -> Op.SHADOW;
      case DISABLED -> Op.DISABLE;
    };
  }
}
