package dev.sluice.catalog.data;

import java.util.List;

/**
 * The log source as a rule states it; several words of one list mean any of them.
 *
 * @param definition what the author says of it; empty when nothing
 */
public record LogSourceStated(
    List<String> products, List<String> categories, List<String> services, String definition) {

  public LogSourceStated {
    products = List.copyOf(products);
    categories = List.copyOf(categories);
    services = List.copyOf(services);
  }
}
