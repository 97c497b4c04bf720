package dev.sluice.engine.lint;

/** The characters from {@code from} to before {@code to} become {@code text}. */
record TextEdit(int from, int to, String text) {

  String applyTo(String whole) {
    return whole.substring(0, from) + text + whole.substring(to);
  }
}
