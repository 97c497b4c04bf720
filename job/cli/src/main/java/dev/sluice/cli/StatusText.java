package dev.sluice.cli;

import dev.sluice.cli.StatusReport.Made;
import dev.sluice.cli.StatusReport.Noisy;
import dev.sluice.cli.StatusReport.Rejected;
import dev.sluice.engine.yaml.Printable;
import dev.sluice.stream.control.RuleCounts;
import java.util.Locale;

/** A status report for people. */
final class StatusText {

  private static final int LABEL_WIDTH = 12;
  private static final int MAX_ERRORS = 5;

  private final Palette palette;
  private final LineOutput out;

  StatusText(Console console) {
    this.palette = new Palette(console.colour());
    this.out = new LineOutput(console.out());
  }

  void write(StatusReport report) {
    line("rule set", report.ruleSet() + ", environment " + report.environment());
    String state = report.state().name();
    out.line(label("state") + palette.word(state.toLowerCase(Locale.ROOT), state));
    Made made = report.made();
    if (made != null) {
      line("version", report.version() + "  " + report.hash());
      line("made", made.at() + " by " + made.by() + " (" + made.op() + ")" + why(made));
    }
    RuleCounts rules = report.rules();
    if (rules != null) {
      line("rules", counts(rules));
    }
    report.operators().forEach(operator -> line("subtasks", operator.toString()));
    if (report.lastSaidAt() != null) {
      line("last said", report.lastSaidAt() + " in incarnation " + report.incarnation());
    }
    report.rejected().forEach(this::rejected);
    for (Noisy noisy : report.noisy()) {
      line("noisy", noisy.at() + "  " + noisy.ruleId() + ": " + noisy.message());
    }
  }

  private void rejected(Rejected rejected) {
    String name = SignedManifest.name(rejected.version(), rejected.hash());
    String what = rejected.hash().isEmpty() ? "a record" : name;
    line(
        "rejected",
        rejected.at() + "  " + what + ": " + rejected.reason() + ": " + rejected.message());
    rejected.errors().stream().limit(MAX_ERRORS).forEach(error -> line("", error));
    int more = rejected.errors().size() - MAX_ERRORS;
    if (more > 0) {
      line("", "and " + more + " more");
    }
  }

  private static String why(Made made) {
    String first = made.message().lines().findFirst().orElse("");
    return (first.isEmpty() ? "" : ": " + first)
        + (made.ticket().isEmpty() ? "" : " [" + made.ticket() + "]");
  }

  private static String counts(RuleCounts rules) {
    return Tally.count(rules.active())
        + " in force, "
        + Tally.count(rules.shadow())
        + " of them in shadow; "
        + Tally.count(rules.disabled())
        + " disabled, "
        + Tally.count(rules.refused())
        + " refused";
  }

  private void line(String label, String text) {
    out.line(label(label) + Printable.of(text));
  }

  private static String label(String label) {
    return label + " ".repeat(LABEL_WIDTH - label.length());
  }
}
