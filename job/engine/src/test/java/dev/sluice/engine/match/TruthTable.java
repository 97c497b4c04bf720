package dev.sluice.engine.match;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a condition says of 64 events at once, a bit for each, by two stacks over its words. It
 * shares nothing with the parser of conditions. Used once.
 */
final class TruthTable {
  private static final Pattern WORD = Pattern.compile("[()]|[^()\\p{javaWhitespace}]+");
  private static final Set<String> RESERVED = Set.of("and", "or", "not", "of", "(", ")");
  private static final Set<String> QUANTIFIERS = Set.of("1", "any", "all");
  private static final Map<String, Integer> STRENGTH = Map.of("or", 1, "and", 2, "not", 3);

  private final List<String> words;
  private final Map<String, Long> identifiers;
  private final Deque<Long> values = new ArrayDeque<>();
  private final Deque<String> waiting = new ArrayDeque<>();
  private int next;

  private TruthTable(String condition, Map<String, Long> identifiers) {
    this.words = WORD.matcher(condition).results().map(MatchResult::group).toList();
    this.identifiers = identifiers;
  }

  /**
   * Returns the events of which {@code condition} is true, null when it is none.
   *
   * @param identifiers by search identifier the events of which it is true
   */
  static @Nullable Long of(String condition, Map<String, Long> identifiers) {
    TruthTable table = new TruthTable(condition, identifiers);
    return table.isRead() ? table.values.pop() : null;
  }

  private boolean isRead() {
    boolean operand = true;
    while (next < words.size()) {
      String word = small(next);
      boolean prefix = operand && (word.equals("(") || word.equals("not"));
      boolean infix = !operand && (word.equals("and") || word.equals("or"));
      if (infix) {
        settle(STRENGTH.getOrDefault(word, 0));
      }
      if (prefix || infix) {
        waiting.push(word);
        next++;
        operand = true;
      } else if (operand ? !operand() : !closes(word)) {
        return false;
      } else {
        operand = false;
      }
    }
    if (operand) {
      return false;
    }
    settle(0);
    return waiting.isEmpty();
  }

  private String small(int at) {
    return at < words.size() ? words.get(at).toLowerCase(Locale.ROOT) : "";
  }

  /** Reads an identifier or a selector. */
  private boolean operand() {
    String word = words.get(next);
    if (small(next + 1).equals("of")) {
      String many = small(next);
      String pattern = small(next + 2);
      boolean form =
          QUANTIFIERS.contains(many) && !pattern.isEmpty() && !RESERVED.contains(pattern);
      next += 3;
      return form && select(many.equals("all"), words.get(next - 1));
    }
    next++;
    Long events = RESERVED.contains(small(next - 1)) ? null : identifiers.get(word);
    return events != null && values.offerFirst(events);
  }

  private boolean select(boolean all, String pattern) {
    String glob = pattern.equalsIgnoreCase("them") ? "*" : pattern;
    String regex =
        Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    List<Long> named =
        identifiers.entrySet().stream()
            .filter(each -> glob.startsWith("_") || !each.getKey().startsWith("_"))
            .filter(each -> each.getKey().matches(regex))
            .map(Map.Entry::getValue)
            .toList();
    values.push(named.stream().reduce(all ? -1L : 0L, (x, y) -> all ? x & y : x | y));
    return !named.isEmpty();
  }

  private boolean closes(String word) {
    next++;
    settle(0);
    return word.equals(")") && waiting.poll() != null;
  }

  /** Applies what waits and binds as strongly as {@code strength}, up to an open bracket. */
  private void settle(int strength) {
    while (!waiting.isEmpty() && STRENGTH.getOrDefault(waiting.peek(), -1) >= strength) {
      String operator = waiting.pop();
      long last = values.pop();
      values.push(
          operator.equals("not")
              ? ~last
              : operator.equals("and") ? values.pop() & last : values.pop() | last);
    }
  }
}
