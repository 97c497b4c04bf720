package dev.sluice.engine.compile;

/** Where a text must stand in a value. */
public enum Anchor {
  EXACT("equals") {
    @Override
    boolean matches(String value, String text) {
      return value.equals(text);
    }
  },
  PREFIX("startswith") {
    @Override
    boolean matches(String value, String text) {
      return value.startsWith(text);
    }
  },
  SUFFIX("endswith") {
    @Override
    boolean matches(String value, String text) {
      return value.endsWith(text);
    }
  },
  CONTAINS("contains") {
    @Override
    boolean matches(String value, String text) {
      return value.contains(text);
    }
  };

  private final String operator;

  Anchor(String operator) {
    this.operator = operator;
  }

  /**
   * Whether {@code text} stands in {@code value} at this place; the caller has folded both, or
   * neither.
   */
  abstract boolean matches(String value, String text);

  /** The word of Sigma for it. */
  public String operator() {
    return operator;
  }
}
