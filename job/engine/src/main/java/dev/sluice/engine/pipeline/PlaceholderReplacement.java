package dev.sluice.engine.pipeline;

import dev.sluice.engine.sigma.SigmaString;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in place of the placeholders of values under {@code expand}; the modifier goes when
 * none is left. Regular expressions are left alone.
 *
 * @param values of a name, null when it is to stay
 */
record PlaceholderReplacement(Function<String, @Nullable List<String>> values)
    implements Transformation {

  private static final int MAX_TEXTS = 10_000;
  private static final String EXPAND = "expand";
  private static final Pattern PART =
      Pattern.compile("\\\\\\\\|\\\\%|" + SigmaString.PLACEHOLDER_FORM);

  /** Which names are meant: those in {@code include} if it is not empty, but not those excluded. */
  static boolean isMeant(String name, Set<String> include, Set<String> exclude) {
    return (include.isEmpty() || include.contains(name)) && !exclude.contains(name);
  }

  @Override
  public YamlMap apply(YamlMap document, FieldConditions fields, Rewriting rewriting) {
    return DetectionItems.change(
        document,
        item ->
            List.of(
                item.has(EXPAND) && !item.has("re") && fields.hold(item.field())
                    ? expanded(item, rewriting)
                    : item),
        rewriting);
  }

  private Item expanded(Item item, Rewriting rewriting) {
    List<YamlNode> expanded = new ArrayList<>();
    boolean left = false;
    for (YamlNode value : item.values()) {
      if (value instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.STRING) {
        List<String> texts = texts(scalar, rewriting);
        if (item.has("all") && texts.size() > 1) {
          rewriting.problem(
              scalar.position(),
              "the pipeline has several values for a placeholder under 'all'",
              "any of them would be enough, which one item cannot say");
        }
        texts.forEach(text -> expanded.add(Item.text(text, scalar)));
        left |= texts.stream().anyMatch(PlaceholderReplacement::hasPlaceholder);
      } else {
        expanded.add(value);
      }
    }
    if (left) {
      return item.withValues(expanded);
    }
    List<YamlNode> plain = expanded.stream().map(PlaceholderReplacement::unescaped).toList();
    List<String> modifiers = item.modifiers().stream().filter(m -> !m.equals(EXPAND)).toList();
    return item.withModifiers(modifiers).withValues(plain);
  }

  /** Every combination of values. */
  private List<String> texts(YamlScalar scalar, Rewriting rewriting) {
    List<String> texts = List.of("");
    Matcher part = PART.matcher(scalar.text());
    int from = 0;
    while (part.find()) {
      String before = scalar.text().substring(from, part.start());
      String name = part.group(1);
      List<String> found = name == null ? null : values.apply(name);
      List<String> next = found == null ? List.of(part.group()) : found;
      texts =
          texts.stream()
              .flatMap(text -> next.stream().map(value -> text + before + value))
              .limit(MAX_TEXTS + 1)
              .toList();
      from = part.end();
    }
    if (texts.size() > MAX_TEXTS) {
      rewriting.problem(
          scalar.position(), "the value stands for more than " + MAX_TEXTS + " texts", "");
      return List.of(scalar.text());
    }
    String rest = scalar.text().substring(from);
    return texts.stream().map(text -> text + rest).toList();
  }

  private static boolean hasPlaceholder(String text) {
    Matcher part = PART.matcher(text);
    while (part.find()) {
      if (part.group(1) != null) {
        return true;
      }
    }
    return false;
  }

  /** Without {@code expand} a percent sign needs no escape. */
  private static YamlNode unescaped(YamlNode node) {
    if (!(node instanceof YamlScalar scalar) || scalar.kind() != YamlScalar.Kind.STRING) {
      return node;
    }
    return Item.text(
        PART.matcher(scalar.text())
            .replaceAll(part -> Matcher.quoteReplacement(plain(part.group()))),
        scalar);
  }

  private static String plain(String part) {
    return part.equals("\\%") ? "%" : part;
  }
}
