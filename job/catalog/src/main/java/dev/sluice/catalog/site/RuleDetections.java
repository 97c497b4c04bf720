package dev.sluice.catalog.site;

import dev.sluice.catalog.data.Exclusion;
import dev.sluice.catalog.data.Exclusion.ExcludedTest;
import dev.sluice.catalog.data.FieldTest;
import dev.sluice.catalog.data.IndicatorUse;
import dev.sluice.catalog.data.Part;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.catalog.data.Stage;
import dev.sluice.catalog.site.RuleSection.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a rule asks for: its stages, what it leaves out, its indicators. */
final class RuleDetections {

  private static final int PIECE = 6_000;
  private static final int MAX_NAME = 200;
  private static final String GOES_ON = " (goes on)";
  private static final String LEGEND =
      "Each row is a field, a kind of test and the values that the rule looks for;"
          + " “corpus” counts the other loaded rules that look for the same, those of each pack in"
          + " brackets, “only here” means none, and refused documents are named apart because they"
          + " count nowhere.";

  private final SiteFolder site;
  private final SiteData data;

  RuleDetections(SiteData data, SiteFolder site) {
    this.site = site;
    this.data = data;
  }

  /**
   * The pages of indicators: what only a part that the condition does not use asks for has none.
   */
  private UnaryOperator<String> hrefs(Frame frame) {
    return key -> data.hasIndicator(key) ? frame.to(SitePaths.indicator(key)) : "";
  }

  /** The name of a field, and where its page is. */
  private Link field(String field, String tail, Frame frame) {
    String href = data.hasField(field) ? frame.to(SitePaths.field(data.field(field).key())) : "";
    return new Link(RuleNode.field(field) + tail, href);
  }

  RuleSection stages(RulePage page, Frame frame) {
    List<Fragment> rows = new ArrayList<>();
    for (Stage stage : page.stages()) {
      Part part = stage.predicates();
      List<String> texts = RuleTexts.pieces(ShownText.of(stage.text().strip()), PIECE);
      List<RuleNode> nodes =
          part == null ? List.of() : RuleNode.of(part, hrefs(frame)).split(PIECE);
      for (int i = 0; i < Math.max(texts.size(), nodes.size()); i++) {
        rows.add(
            site.fragment(
                "ruleStage",
                new StageItem(
                    title(stage) + (i == 0 ? "" : GOES_ON),
                    note(stage),
                    i < texts.size() ? texts.get(i) : "",
                    i < nodes.size() ? nodes.get(i) : null)));
      }
    }
    return new RuleSection(
        "stages",
        "Stages and predicates",
        RuleSection.Shape.STAGES,
        List.of(),
        "",
        List.of(),
        rows);
  }

  private static String title(Stage stage) {
    String not = stage.use() == Stage.Use.NOT ? "not " : "";
    return "Stage " + stage.number() + ": " + not + ShownText.value(stage.name(), MAX_NAME);
  }

  private static String note(Stage stage) {
    return switch (stage.use()) {
      case UNUSED -> "The condition does not use it.";
      case BOTH -> "The condition asks for it at one place and for its contrary at another.";
      default -> "";
    };
  }

  RuleSection exclusions(RulePage page, Frame frame) {
    String title = "Exclusions";
    if (page.exclusions().isEmpty()) {
      return RuleSection.nothing(
          "exclusions",
          title,
          "The rule leaves out nothing: no part of its condition is a filter.");
    }
    List<Fragment> rows = new ArrayList<>();
    page.exclusions().forEach(exclusion -> add(exclusion, frame, rows));
    return RuleSection.table(
        "exclusions",
        title,
        List.of("Filter", "Field", "Kind", "Excluded values"),
        "The rule leaves out an event for which every line of one group is true;"
            + " beside each value how the rule spells it.",
        rows);
  }

  private void add(Exclusion exclusion, Frame frame, List<Fragment> rows) {
    String filter = ShownText.value(exclusion.filter(), MAX_NAME);
    Part whole = exclusion.whole();
    if (whole != null) {
      for (RuleNode node : RuleNode.of(whole, hrefs(frame)).split(PIECE)) {
        rows.add(site.fragment("ruleExcludedWhole", new ExcludedWhole(filter, node)));
      }
    }
    for (Exclusion.Alternative alternative : exclusion.alternatives()) {
      List<ExcludedRow> lines = new ArrayList<>();
      alternative.all().forEach(test -> addLines(test, frame, lines));
      List<List<ExcludedRow>> runs =
          Paging.split(lines, PIECE, line -> ValueRow.weight(line.values()));
      for (int i = 0; i < runs.size(); i++) {
        String name = filter + (i == 0 ? "" : GOES_ON);
        rows.add(site.fragment("ruleExclusion", new ExclusionRows(name, runs.get(i))));
      }
    }
  }

  private void addLines(ExcludedTest test, Frame frame, List<ExcludedRow> lines) {
    boolean mixed = test.kind().equals("mixed");
    List<ShownValue> values =
        test.values().stream()
            .map(value -> ShownValue.withSource(mixed ? value.kind() : "", value, hrefs(frame)))
            .toList();
    for (List<ShownValue> run : Paging.split(values, PIECE, ShownValue::weight)) {
      lines.add(
          new ExcludedRow(
              lines.isEmpty() ? "" : "and", field(test.field(), "", frame), kind(test), run));
    }
  }

  private static String kind(ExcludedTest test) {
    String all =
        test.quantifier() == FieldTest.Quantifier.ALL && test.values().size() > 1 ? ", all" : "";
    return (test.negated() ? "not " : "") + test.kind() + all;
  }

  RuleSection indicators(RulePage page, Frame frame) {
    List<Fragment> rows = new ArrayList<>();
    List<IndicatorUse> uses = page.indicators();
    int start = 0;
    for (int i = 1; i <= uses.size(); i++) {
      if (i == uses.size() || !isSameTest(uses.get(start), uses.get(i))) {
        add(uses.subList(start, i), frame, rows);
        start = i;
      }
    }
    return rows.isEmpty()
        ? RuleSection.nothing("indicators", "Indicators", "The rule looks for no value.")
        : RuleSection.table(
            "indicators", "Indicators", List.of("Field", "Kind", "Values"), LEGEND, rows);
  }

  private static boolean isSameTest(IndicatorUse one, IndicatorUse other) {
    return one.field().equals(other.field()) && one.kind().equals(other.kind());
  }

  private void add(List<IndicatorUse> uses, Frame frame, List<Fragment> rows) {
    List<ShownValue> values = uses.stream().map(use -> ShownValue.of(use, frame)).toList();
    List<List<ShownValue>> runs = Paging.split(values, PIECE, ShownValue::weight);
    for (int i = 0; i < runs.size(); i++) {
      Link field = field(uses.get(0).field(), i == 0 ? "" : GOES_ON, frame);
      rows.add(
          site.fragment("ruleIndicator", new ValueRow(field, uses.get(0).kind(), runs.get(i))));
    }
  }

  /**
   * One stage, or a piece of it.
   *
   * @param note may be empty
   * @param text may be empty
   * @param node null when there is none
   */
  record StageItem(String title, String note, String text, @Nullable RuleNode node) {}

  /** An exclusion that has too many alternatives to be listed. */
  record ExcludedWhole(String filter, RuleNode node) {}

  /** Lines that belong together. */
  record ExclusionRows(String filter, List<ExcludedRow> lines) {}

  /** One test of an exclusion. */
  record ExcludedRow(String and, Link field, String kind, List<ShownValue> values) {}

  /** Values of one field and kind. */
  record ValueRow(Link field, String kind, List<ShownValue> values) {
    private static int weight(List<ShownValue> values) {
      return values.stream().mapToInt(ShownValue::weight).sum();
    }
  }
}
