package dev.sluice.catalog.site;

import dev.sluice.catalog.data.Facet;
import dev.sluice.catalog.data.Facet.FacetValue;
import dev.sluice.catalog.data.LogSourceStated;
import dev.sluice.catalog.data.RefusedLine;
import dev.sluice.catalog.data.RuleLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The facets of the home page: those of the catalogue with names for people, levels and statuses in
 * their order, and refused documents as a kind of their own.
 */
final class SearchFacets {

  static final String REFUSED = "refused";

  private static final int MAX_LABEL = 120;
  private static final String NOT_STATED = "not stated";
  private static final List<String> LEVELS =
      List.of("critical", "high", "medium", "low", "informational", "");
  private static final List<String> STATUSES =
      List.of("stable", "test", "experimental", "deprecated", "unsupported", "");

  private SearchFacets() {}

  /**
   * A facet as it is shown.
   *
   * @param name in the address of the page
   * @param label for people
   */
  record Shown(String name, String label, List<Choice> choices) {
    Shown {
      choices = List.copyOf(choices);
    }

    /** Where {@code values} stand among the choices; what is no choice is left out. */
    List<Integer> places(List<String> values) {
      return values.stream()
          .distinct()
          .map(value -> choices.stream().map(Choice::value).toList().indexOf(value))
          .filter(place -> place >= 0)
          .toList();
    }
  }

  /** One value and its name for people. */
  record Choice(String value, String label) {}

  static List<Shown> of(List<Facet> facets) {
    return facets.stream().map(SearchFacets::shown).toList();
  }

  private static Shown shown(Facet facet) {
    Stream<FacetValue> values = facet.values().stream();
    return switch (facet.name()) {
      case "kind" -> new Shown("kind", "Kind", kinds(facet));
      case "level" ->
          new Shown("level", "Level", choices(values.sorted(order(LEVELS)), facet.name()));
      case "status" ->
          new Shown("status", "Status", choices(values.sorted(order(STATUSES)), facet.name()));
      case "logSource" -> new Shown("logSource", "Log source", choices(values, facet.name()));
      case "tactic" -> new Shown("tactic", "Tactic", choices(values, facet.name()));
      case "event" -> new Shown("event", "Event", choices(values, facet.name()));
      case "pack" -> new Shown("pack", "Pack", choices(values, facet.name()));
      default -> new Shown(facet.name(), facet.name(), choices(values, facet.name()));
    };
  }

  private static List<Choice> kinds(Facet facet) {
    List<Choice> kinds = new ArrayList<>();
    for (FacetValue value : facet.values()) {
      String word = value.value().toLowerCase(Locale.ROOT);
      kinds.add(new Choice(word, word));
    }
    kinds.add(new Choice(REFUSED, "refused, counted nowhere else"));
    return kinds;
  }

  private static Comparator<FacetValue> order(List<String> known) {
    return Comparator.comparing(
        value -> known.contains(value.value()) ? known.indexOf(value.value()) : known.size());
  }

  private static List<Choice> choices(Stream<FacetValue> values, String facet) {
    return values.map(value -> new Choice(value.value(), label(value, facet))).toList();
  }

  private static String label(FacetValue value, String facet) {
    if (value.label().isEmpty()) {
      return NOT_STATED;
    }
    return Paging.shorten(
        facet.equals("logSource") ? logSourceLabel(value.label()) : value.label(), MAX_LABEL);
  }

  /** With blanks, and without what is not stated at the end. */
  private static String logSourceLabel(String text) {
    String stated = text.replaceAll("(/-)+$", "");
    return stated.replace("/", " / ");
  }

  /** The values of {@code rule}, facet by facet in the order of {@code facets}. */
  static List<List<Integer>> places(List<Shown> facets, RuleLine rule) {
    return facets.stream().map(facet -> facet.places(values(facet.name(), rule))).toList();
  }

  private static List<String> values(String facet, RuleLine rule) {
    return switch (facet) {
      case "kind" -> List.of(rule.kind().name().toLowerCase(Locale.ROOT));
      case "level" -> List.of(rule.level());
      case "status" -> List.of(rule.status());
      case "logSource" -> List.of(logSource(rule.logSource()));
      case "tactic" -> rule.tactics();
      case "event" -> rule.events();
      case "pack" -> List.of(rule.pack());
      default -> List.of();
    };
  }

  static List<List<Integer>> places(List<Shown> facets, RefusedLine refused) {
    return facets.stream().map(facet -> facet.places(values(facet.name(), refused))).toList();
  }

  private static List<String> values(String facet, RefusedLine refused) {
    return switch (facet) {
      case "kind" -> List.of(REFUSED);
      case "pack" -> List.of(refused.pack());
      default -> List.of();
    };
  }

  private static String logSource(LogSourceStated stated) {
    return Stream.of(stated.products(), stated.categories(), stated.services())
        .map(words -> words.isEmpty() ? "-" : String.join(",", words))
        .reduce((a, b) -> a + "/" + b)
        .orElse("");
  }
}
