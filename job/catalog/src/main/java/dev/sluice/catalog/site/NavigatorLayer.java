package dev.sluice.catalog.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.catalog.data.AttackMatrix;
import dev.sluice.catalog.data.AttackMatrix.Technique;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How many rules each technique has, as a layer of the ATT&amp;CK Navigator in its format 4.5.
 * Techniques without rules are left out, so that the Navigator leaves them without a colour.
 */
record NavigatorLayer(
    String name,
    Versions versions,
    String domain,
    String description,
    int sorting,
    Layout layout,
    boolean hideDisabled,
    List<Scored> techniques,
    Gradient gradient,
    List<LegendItem> legendItems) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FEW = "#d6e6f4";
  private static final String MANY = "#08468b";

  /** Few techniques have more: with all in the scale the others could not be told apart. */
  private static final int MOST = 50;

  /** Highest score first. */
  private static final int BY_SCORE = 3;

  NavigatorLayer {
    techniques = List.copyOf(techniques);
    legendItems = List.copyOf(legendItems);
  }

  static NavigatorLayer of(AttackMatrix attack) {
    return new NavigatorLayer(
        "Sluice catalogue: rules per technique",
        // the ids are those that version 19 has; techniques it added are not scored
        new Versions("19", "5.2.0", "4.5"),
        "enterprise-attack",
        "The score is the number of rules tagged with the technique itself. Made of ATT&CK "
            + attack.version()
            + ".",
        BY_SCORE,
        new Layout("side", true, true, false, "annotated"),
        false,
        attack.techniques().stream()
            .filter(technique -> !technique.rules().isEmpty())
            .map(NavigatorLayer::scored)
            .toList(),
        new Gradient(List.of(FEW, MANY), 1, MOST),
        List.of(new LegendItem("1 rule", FEW), new LegendItem(MOST + " rules or more", MANY)));
  }

  private static Scored scored(Technique technique) {
    int count = technique.rules().size();
    String replaced =
        technique.replaced().isEmpty()
            ? ""
            : "; counts those tagged " + String.join(", ", technique.replaced()) + " too";
    return new Scored(
        technique.id(), count, (count == 1 ? "1 rule" : count + " rules") + replaced, true);
  }

  byte[] json() throws IOException {
    return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Of what the layer is made for. */
  record Versions(String attack, String navigator, String layer) {}

  /** How the Navigator shows it at first. */
  record Layout(
      String layout,
      boolean showID,
      boolean showName,
      boolean showAggregateScores,
      String expandedSubtechniques) {}

  /**
   * A technique's score. It names no tactic, as the tag of a technique does not: so it stands under
   * every tactic that the technique serves.
   */
  record Scored(String techniqueID, int score, String comment, boolean enabled) {}

  /** Which scores have which colours. */
  record Gradient(List<String> colors, int minValue, int maxValue) {
    Gradient {
      colors = List.copyOf(colors);
    }
  }

  /** What a colour means. */
  record LegendItem(String label, String color) {}
}
