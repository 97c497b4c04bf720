package dev.sluice.cli;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.sluice.engine.review.RuleDifference;
import dev.sluice.engine.review.RuleDifference.Relation;
import dev.sluice.engine.review.Surplus;
import dev.sluice.engine.sigma.Header;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule or correlation that is not the same in two rule sets, as {@code sluice diff} writes it;
 * the components are the keys of its JSON.
 *
 * @param change added, removed or changed
 * @param kind rule or correlation
 * @param relation equal, wider, narrower, different or unknown; empty unless it is changed
 * @param gains whether it fires on events on which it did not: yes, no or unknown; empty unless it
 *     is changed
 * @param losses whether it no longer fires on events on which it did
 * @param came predicates that it did not have
 * @param went predicates that it has no more
 * @param gained an event on which it fires now, and did not; null when there is none to show
 * @param lost an event on which it fired, and does not now
 */
record MeaningLine(
    String change,
    String kind,
    String ruleId,
    String title,
    String oldFile,
    String newFile,
    String relation,
    String gains,
    String losses,
    List<String> came,
    List<String> went,
    @JsonRawValue @Nullable String gained,
    @JsonRawValue @Nullable String lost) {

  private static final int CHANGE_WIDTH = 7;
  private static final String RULE = "rule";

  MeaningLine {
    came = List.copyOf(came);
    went = List.copyOf(went);
  }

  static MeaningLine added(String kind, Header next) {
    return plain("added", kind, next, "", next.file(), "");
  }

  static MeaningLine removed(String kind, Header old) {
    return plain("removed", kind, old, old.file(), "", "");
  }

  /** A correlation that computes something else, or the same under another text. */
  static MeaningLine correlation(Header old, Header next, boolean same) {
    Relation relation = same ? Relation.EQUAL : Relation.UNKNOWN;
    String word = Main.lowerCase(relation);
    return plain("changed", "correlation", next, old.file(), next.file(), word);
  }

  static MeaningLine changed(Header old, Header next, RuleDifference difference) {
    return new MeaningLine(
        "changed",
        RULE,
        next.id(),
        next.title(),
        old.file(),
        next.file(),
        Main.lowerCase(difference.relation()),
        Main.lowerCase(difference.gains().answer()),
        Main.lowerCase(difference.losses().answer()),
        difference.came(),
        difference.went(),
        witness(difference.gains()),
        witness(difference.losses()));
  }

  private static MeaningLine plain(
      String change, String kind, Header named, String oldFile, String newFile, String relation) {
    String answer = relation.equals("unknown") ? relation : relation.isEmpty() ? "" : "no";
    return new MeaningLine(
        change,
        kind,
        named.id(),
        named.title(),
        oldFile,
        newFile,
        relation,
        answer,
        answer,
        List.of(),
        List.of(),
        null,
        null);
  }

  private static @Nullable String witness(Surplus surplus) {
    return surplus.witness().isEmpty() ? null : surplus.witness();
  }

  /** Whether the two sets give the same alerts of it, whatever its text. */
  boolean isEqual() {
    return relation.equals(Main.lowerCase(Relation.EQUAL));
  }

  static ResultForm<MeaningLine> form() {
    return new ResultForm<>(
        List.of(
            new Column<>("change", CHANGE_WIDTH, MeaningLine::change),
            new Column<>("kind", 0, MeaningLine::kind),
            new Column<>("ruleId", 0, MeaningLine::ruleId),
            new Column<>("title", 0, MeaningLine::title),
            new Column<>("oldFile", 0, MeaningLine::oldFile),
            new Column<>("newFile", 0, MeaningLine::newFile),
            new Column<>("relation", 0, MeaningLine::relation),
            new Column<>("gains", 0, MeaningLine::gains),
            new Column<>("losses", 0, MeaningLine::losses),
            new Column<>("came", 0, line -> String.join("; ", line.came)),
            new Column<>("went", 0, line -> String.join("; ", line.went)),
            new Column<>("gained", 0, line -> Objects.requireNonNullElse(line.gained, "")),
            new Column<>("lost", 0, line -> Objects.requireNonNullElse(line.lost, ""))),
        Json::of);
  }
}
