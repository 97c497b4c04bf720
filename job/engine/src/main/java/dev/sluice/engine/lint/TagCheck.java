package dev.sluice.engine.lint;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The tags of a document, but for what they say of ATT&amp;CK. */
final class TagCheck implements Check {

  private static final Pattern FORM = Pattern.compile("[a-z0-9_-]+\\.[a-z0-9._+-]+");
  private static final Set<String> NAMESPACES =
      Set.of("attack", "car", "cve", "d3fend", "detection", "stp", "tlp");

  /** A namespace with the form of its values (specification, appendix of tags). */
  private record Values(Pattern form, ErrorCode code, String expected) {}

  private static final Map<String, Values> VALUES =
      Map.of(
          "cve",
          new Values(Pattern.compile("\\d{4}-\\d{4,}"), ErrorCode.TAG_CVE_FORM, "cve.2021-44228"),
          "car",
          new Values(
              Pattern.compile("\\d{4}-\\d{2}-\\d{3}"), ErrorCode.TAG_CAR_FORM, "car.2016-04-005"),
          "tlp",
          new Values(
              Pattern.compile("red|amber|amber\\+strict|green|clear|white"),
              ErrorCode.TAG_TLP_UNKNOWN,
              "tlp.red, amber, amber+strict, green or clear"),
          "detection",
          new Values(
              Pattern.compile("dfir|emerging-threats|threat-hunting"),
              ErrorCode.TAG_DETECTION_UNKNOWN,
              "detection.dfir, emerging-threats or threat-hunting"));

  @Override
  public void check(LintedDocument document, Findings findings) {
    Set<String> seen = new HashSet<>();
    for (YamlScalar tag : document.scalars("tags")) {
      String text = tag.text();
      String small = text.toLowerCase(Locale.ROOT);
      if (!FORM.matcher(small).matches()) {
        findings.add(
            tag.position(),
            ErrorCode.TAG_FORM,
            "'" + text + "' is no tag",
            "a tag is a namespace, a dot and a value without blanks: 'attack.t1059.001'");
        continue;
      }
      if (!small.equals(text)) {
        findings.add(tag.position(), ErrorCode.TAG_CASE, "tags are written small: '" + small + "'");
      }
      if (!seen.add(small)) {
        findings.add(
            tag.position(), ErrorCode.TAG_TWICE, "the tag '" + small + "' stands here already");
      }
      value(tag, small, findings);
    }
  }

  private static void value(YamlScalar tag, String small, Findings findings) {
    String namespace = small.substring(0, small.indexOf('.'));
    Values values = VALUES.get(namespace);
    if (values != null
        && !values.form().matcher(small.substring(namespace.length() + 1)).matches()) {
      findings.add(
          tag.position(),
          values.code(),
          "'" + tag.text() + "' has no value of '" + namespace + "'",
          "for example " + values.expected());
    }
    if (!NAMESPACES.contains(namespace)) {
      findings.add(
          tag.position(),
          ErrorCode.TAG_NAMESPACE,
          "'" + namespace + "' is no namespace of the specification",
          "those are " + String.join(", ", new TreeSet<>(NAMESPACES)));
    }
  }
}
