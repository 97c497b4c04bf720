package dev.sluice.bench;

/** How many rules are in force. */
enum RuleCount {
  HUNDRED("100"),
  FIVE_HUNDRED("500"),
  THOUSAND("1000"),
  ALL("all"),
  /** All, and nine mutated copies of each. */
  TENFOLD("tenfold");

  private final String label;

  RuleCount(String label) {
    this.label = label;
  }

  /** The name in options and results. */
  String label() {
    return label;
  }

  /** The constant that is called {@code label}. */
  static RuleCount of(String label) {
    for (RuleCount count : values()) {
      if (count.label.equals(label)) {
        return count;
      }
    }
    throw new IllegalArgumentException("no such number of rules: " + label);
  }
}
