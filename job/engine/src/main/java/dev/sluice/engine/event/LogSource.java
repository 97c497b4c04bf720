package dev.sluice.engine.event;

import org.jspecify.annotations.Nullable;

/**
 * One Sigma log source that an event is: product, category and service, each folded by {@link
 * CaseFold}.
 *
 * <p>{@code null} says that the event has no such attribute, so that no rule that states it is
 * admitted by this triple.
 */
public record LogSource(
    @Nullable String product, @Nullable String category, @Nullable String service) {
  public LogSource {
    product = folded(product);
    category = folded(category);
    service = folded(service);
  }

  private static @Nullable String folded(@Nullable String attribute) {
    return attribute == null ? null : CaseFold.fold(attribute);
  }
}
