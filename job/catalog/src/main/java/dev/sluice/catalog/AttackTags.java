package dev.sluice.catalog;

import dev.sluice.catalog.data.AttackTag;
import dev.sluice.catalog.data.AttackTag.Kind;
import dev.sluice.engine.lint.AttackTable;
import dev.sluice.engine.lint.AttackTactic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the tags {@code attack.*} of a rule. */
final class AttackTags {

  private static final String NAMESPACE = "attack.";
  private static final Pattern TECHNIQUE = Pattern.compile("t\\d.*");
  private static final Pattern OTHER = Pattern.compile("(g|s|m|c|ds|dc|det|an|ta)\\d{4}");

  private final AttackTable table;

  AttackTags(AttackTable table) {
    this.table = table;
  }

  /** What {@code tags} say, each once, in their order. */
  List<AttackTag> of(List<String> tags) {
    List<AttackTag> read = new ArrayList<>();
    for (String tag : tags) {
      String small = tag.strip().toLowerCase(Locale.ROOT);
      if (small.startsWith(NAMESPACE)) {
        AttackTag one = of(tag, small.substring(NAMESPACE.length()));
        if (read.stream().noneMatch(before -> isSame(one, before))) {
          read.add(one);
        }
      }
    }
    return read;
  }

  private static boolean isSame(AttackTag one, AttackTag other) {
    return one.kind() == other.kind() && !one.id().isEmpty() && one.id().equals(other.id());
  }

  private AttackTag of(String tag, String value) {
    if (TECHNIQUE.matcher(value).matches()) {
      return technique(tag, value.toUpperCase(Locale.ROOT));
    }
    String word = value.replace('_', '-');
    AttackTactic tactic = table.tactic(word);
    if (tactic != null) {
      String note =
          tactic.word().equals(word)
              ? ""
              : "called "
                  + word
                  + " until version 18 of ATT&CK, of which version 19 made "
                  + "Stealth and Defense Impairment";
      return new AttackTag(
          tag, Kind.TACTIC, tactic.id(), tactic.name(), "", List.of(tactic.word()), note);
    }
    boolean other = OTHER.matcher(value).matches();
    return new AttackTag(
        tag,
        Kind.OTHER,
        other ? value.toUpperCase(Locale.ROOT) : "",
        "",
        "",
        List.of(),
        other ? "a group, software or the like" : "ATT&CK has no tactic of this name");
  }

  private AttackTag technique(String tag, String id) {
    int dot = id.indexOf('.');
    return new AttackTag(
        tag,
        dot < 0 ? Kind.TECHNIQUE : Kind.SUBTECHNIQUE,
        table.knows(id) ? id : "",
        table.name(id),
        dot < 0 ? "" : table.name(id.substring(0, dot)),
        List.copyOf(table.newestTactics(newest(id))),
        note(id));
  }

  private String note(String id) {
    if (!table.knows(id)) {
      return "ATT&CK has no technique " + id;
    }
    String successor = table.successor(id);
    if (successor == null) {
      return "";
    }
    return successor.isEmpty()
        ? "taken back without a successor"
        : "replaced by " + successor + " " + table.name(successor);
  }

  /** The technique that has the place of {@code id} in the newest version. */
  String newest(String id) {
    String at = id;
    for (int steps = 0; steps < 4; steps++) {
      @Nullable String next = table.successor(at);
      if (next == null || next.isEmpty()) {
        return at;
      }
      at = next;
    }
    return at;
  }
}
