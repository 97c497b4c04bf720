package dev.sluice.engine.pipeline;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what a regular expression finds in texts as they are written in the rule; regular
 * expressions of the rule are left alone.
 *
 * @param replacement in Python's form: {@code \1} and {@code \g<name>} stand for groups
 * @param skipsWildcards whether what stands between wildcards is replaced piece by piece
 */
record TextReplacement(Pattern pattern, String replacement, boolean skipsWildcards)
    implements Transformation {

  private static final Pattern GROUP = Pattern.compile("\\\\(\\d{1,2}|g<([^>]+)>|.)");
  private static final Pattern WILDCARD = Pattern.compile("(?:\\\\[*?\\\\]|[^*?])+|[*?]");

  @Override
  public YamlMap apply(YamlMap document, FieldConditions fields, Rewriting rewriting) {
    return DetectionItems.change(
        document,
        new DetectionItems.Change() {
          @Override
          public List<Item> of(Item item) {
            return List.of(
                item.has("re") || item.has("fieldref") || !fields.hold(item.field())
                    ? item
                    : item.withValues(
                        item.values().stream().map(TextReplacement.this::replaced).toList()));
          }

          @Override
          public @Nullable YamlScalar ofKeyword(YamlScalar keyword) {
            return fields.hold("") ? (YamlScalar) replaced(keyword) : keyword;
          }
        },
        rewriting);
  }

  private YamlNode replaced(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.STRING
        ? Item.text(skipsWildcards ? pieces(scalar.text()) : replaced(scalar.text()), scalar)
        : node;
  }

  private String pieces(String text) {
    StringBuilder all = new StringBuilder();
    Matcher piece = WILDCARD.matcher(text);
    while (piece.find()) {
      String found = piece.group();
      all.append(found.equals("*") || found.equals("?") ? found : replaced(found));
    }
    return all.toString();
  }

  private String replaced(String text) {
    StringBuilder all = new StringBuilder();
    Matcher found = pattern.matcher(text);
    int from = 0;
    while (found.find()) {
      all.append(text, from, found.start()).append(filled(found));
      from = found.end();
    }
    return all.append(text, from, text.length()).toString();
  }

  private String filled(Matcher found) {
    StringBuilder filled = new StringBuilder();
    Matcher group = GROUP.matcher(replacement);
    int from = 0;
    while (group.find()) {
      filled.append(replacement, from, group.start()).append(meaning(group, found));
      from = group.end();
    }
    return filled.append(replacement, from, replacement.length()).toString();
  }

  private static String meaning(Matcher group, Matcher found) {
    String number = group.group(1);
    String name = group.group(2);
    String value;
    if (name != null) {
      value = name.matches("\\d+") ? found.group(Integer.parseInt(name)) : found.group(name);
    } else if (Character.isDigit(number.charAt(0))) {
      value = found.group(Integer.parseInt(number));
    } else {
      value = number.equals("\\") ? number : "\\" + number;
    }
    return value == null ? "" : value;
  }

  /** Why {@code replacement} cannot be used with {@code pattern}, null when it can. */
  static @Nullable String problem(Pattern pattern, String replacement) {
    Matcher group = GROUP.matcher(replacement);
    while (group.find()) {
      String name = group.group(2) == null ? group.group(1) : group.group(2);
      boolean number = name.matches("\\d+");
      boolean named = group.group(2) != null && !number;
      if ((number && Integer.parseInt(name) > pattern.groupCount())
          || (named && !pattern.namedGroups().containsKey(name))) {
        return "the regular expression has no group '" + name + "'";
      }
    }
    return null;
  }
}
