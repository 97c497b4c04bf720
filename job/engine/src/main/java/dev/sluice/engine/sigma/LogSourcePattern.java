package dev.sluice.engine.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The log source that a rule states. Values are lower case; an empty list states nothing, several
 * values mean any of them (sigma-semantics 5).
 */
public record LogSourcePattern(
    List<String> products, List<String> categories, List<String> services) {

  public LogSourcePattern {
    products = lowerCase(products);
    categories = lowerCase(categories);
    services = lowerCase(services);
  }

  /**
   * Whether an event of this log source is one the rule asks for; null = the event has no such
   * attribute.
   */
  public boolean admits(
      @Nullable String product, @Nullable String category, @Nullable String service) {
    return allows(products, product) && allows(categories, category) && allows(services, service);
  }

  /** Whether every attribute that this pattern states equals the one of {@code rule}. */
  public boolean contains(LogSourcePattern rule) {
    return within(products, rule.products)
        && within(categories, rule.categories)
        && within(services, rule.services);
  }

  /** Returns every value that this pattern states. */
  public List<String> words() {
    List<String> words = new ArrayList<>(products);
    words.addAll(categories);
    words.addAll(services);
    return words;
  }

  /** {@code windows/process_creation/-}, the form used in messages. */
  @Override
  public String toString() {
    return text(products) + "/" + text(categories) + "/" + text(services);
  }

  private static boolean allows(List<String> stated, @Nullable String value) {
    return stated.isEmpty() || (value != null && stated.contains(value));
  }

  private static boolean within(List<String> mine, List<String> other) {
    return mine.isEmpty() || (!other.isEmpty() && mine.containsAll(other));
  }

  private static String text(List<String> values) {
    return values.isEmpty() ? "-" : String.join(",", values);
  }

  private static List<String> lowerCase(List<String> values) {
    return values.stream().map(v -> v.toLowerCase(Locale.ROOT)).toList();
  }
}
