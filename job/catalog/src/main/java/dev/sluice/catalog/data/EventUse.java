package dev.sluice.catalog.data;

import java.util.List;

/**
 * A kind of event.
 *
 * @param provider as its log names it, without what all of them begin with; empty when there is
 *     none
 * @param id empty when the whole channel is meant
 * @param rules slugs of those of which every selection can match it
 * @param partly slugs of those of which some selections can
 * @param never slugs of those that ask for it and cannot match it for want of a field
 */
public record EventUse(
    String key,
    String provider,
    String channel,
    String id,
    String title,
    List<String> rules,
    List<String> partly,
    List<String> never) {

  public EventUse {
    rules = List.copyOf(rules);
    partly = List.copyOf(partly);
    never = List.copyOf(never);
  }
}
