package dev.sluice.engine.lint;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tags {@code attack.*}: techniques and tactics. */
final class AttackCheck implements Check {

  private static final String NAMESPACE = "attack.";
  private static final Pattern TECHNIQUE = Pattern.compile("t\\d.*");

  /** Groups, software, data sources and the like, of which no table is kept. */
  private static final Pattern OTHER = Pattern.compile("(g|s|m|c|ds|dc|det|an|ta)\\d{4}");

  private final AttackTable table;

  AttackCheck(AttackTable table) {
    this.table = table;
  }

  @Override
  public void check(LintedDocument document, Findings findings) {
    List<YamlScalar> tags =
        document.scalars("tags").stream().filter(tag -> value(tag) != null).toList();
    if (tags.isEmpty()) {
      if (!document.isFilter() && document.alerts()) {
        findings.add(
            document.positionOf("tags"),
            ErrorCode.TAG_ATTACK_MISSING,
            "no tag names an ATT&CK technique or tactic",
            "for example 'attack.execution' and 'attack.t1059.001'");
      }
      return;
    }
    Set<String> tactics = new HashSet<>();
    List<YamlScalar> techniques = new ArrayList<>();
    for (YamlScalar tag : tags) {
      String value = String.valueOf(value(tag));
      if (TECHNIQUE.matcher(value).matches()) {
        techniques.add(tag);
      } else if (!OTHER.matcher(value).matches()) {
        tactics.add(value.replace('_', '-'));
        tactic(tag, value, findings);
      }
    }
    techniques.forEach(tag -> technique(tag, tactics, findings));
  }

  /** What stands behind the namespace, null when the tag is none of ATT&amp;CK. */
  private static @Nullable String value(YamlScalar tag) {
    String small = tag.text().toLowerCase(Locale.ROOT);
    return small.startsWith(NAMESPACE) ? small.substring(NAMESPACE.length()) : null;
  }

  private void tactic(YamlScalar tag, String value, Findings findings) {
    String hyphens = value.replace('_', '-');
    if (!table.isTactic(hyphens)) {
      findings.add(
          tag.position(),
          ErrorCode.TAG_TACTIC_UNKNOWN,
          "ATT&CK has no tactic '" + value + "'",
          NearestWord.hint(hyphens, table.tacticNames()));
    } else if (!hyphens.equals(value)) {
      findings.add(
          tag.position(),
          ErrorCode.TAG_TACTIC_SPELLING,
          "a tactic is written with hyphens: 'attack." + hyphens + "'");
    }
  }

  private void technique(YamlScalar tag, Set<String> tactics, Findings findings) {
    String id = String.valueOf(value(tag)).toUpperCase(Locale.ROOT);
    String successor = table.successor(id);
    if (!table.knows(id)) {
      findings.add(
          tag.position(),
          ErrorCode.TAG_TECHNIQUE_UNKNOWN,
          "ATT&CK has no technique " + id,
          id.contains(".") && table.knows(id.substring(0, id.indexOf('.')))
              ? "it has " + id.substring(0, id.indexOf('.')) + " without this sub-technique"
              : "");
    } else if (successor != null) {
      findings.add(
          tag.position(),
          ErrorCode.TAG_TECHNIQUE_REVOKED,
          "the newest ATT&CK has no technique " + id + " any more",
          successor.isEmpty()
              ? "nothing took its place"
              : "'attack." + successor.toLowerCase(Locale.ROOT) + "' took its place");
    }
    Set<String> served = table.tactics(id);
    if (!served.isEmpty() && served.stream().noneMatch(tactics::contains)) {
      findings.add(
          tag.position(),
          ErrorCode.TAG_TACTIC_MISSING,
          "no tag names a tactic of " + id,
          "attack." + String.join(", attack.", served));
    }
  }
}
