package dev.sluice.bench;

import java.util.List;

/**
 * One line of the table: what is measured and what is asked of its ratio to the tokenizer.
 *
 * @param floor that must hold; NaN when nothing is asked
 * @param goal that is aimed at; NaN when nothing is asked
 */
record LaneLine(Lane lane, RuleCount rules, Kind kind, double floor, double goal) {

  /** How events are judged. */
  enum Kind {
    /** As the job does. */
    INDEX,
    /** Every rule for every event. */
    UNROUTED,
    /** By the oracle. */
    SCAN;

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** All lines, those with the same rules together: the largest set is built last. */
  static final List<LaneLine> ALL =
      List.of(
          asked(Lane.NATURAL, RuleCount.HUNDRED, Kind.INDEX, 1.5, 2.0),
          plain(Lane.PROCESS, RuleCount.HUNDRED, Kind.INDEX),
          plain(Lane.NATURAL, RuleCount.FIVE_HUNDRED, Kind.INDEX),
          plain(Lane.NATURAL, RuleCount.THOUSAND, Kind.INDEX),
          plain(Lane.PROCESS, RuleCount.THOUSAND, Kind.INDEX),
          asked(Lane.NATURAL, RuleCount.ALL, Kind.INDEX, 0.45, 1.0),
          asked(Lane.PROCESS, RuleCount.ALL, Kind.INDEX, 0.25, 0.5),
          asked(Lane.ADVERSARIAL, RuleCount.ALL, Kind.INDEX, 0.15, 0.4),
          plain(Lane.ZEEK, RuleCount.ALL, Kind.INDEX),
          asked(Lane.NATURAL, RuleCount.ALL, Kind.UNROUTED, 0.20, 0.4),
          plain(Lane.NATURAL, RuleCount.ALL, Kind.SCAN),
          plain(Lane.NATURAL, RuleCount.TENFOLD, Kind.INDEX),
          plain(Lane.PROCESS, RuleCount.TENFOLD, Kind.INDEX));

  private static LaneLine asked(Lane lane, RuleCount rules, Kind kind, double floor, double goal) {
    return new LaneLine(lane, rules, kind, floor, goal);
  }

  private static LaneLine plain(Lane lane, RuleCount rules, Kind kind) {
    return new LaneLine(lane, rules, kind, Double.NaN, Double.NaN);
  }
}
