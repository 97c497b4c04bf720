package dev.sluice.cli;

import dev.sluice.engine.lint.Repair;
import dev.sluice.engine.yaml.ErrorCode;
import java.util.List;

/**
 * One code as {@code sluice validate --codes} lists it; the components are the keys of its JSON.
 *
 * @param severity error, warning or note
 * @param fixable whether {@code --fix} repairs most findings of it
 * @param summary in one sentence
 */
record CodeEntry(String code, String severity, boolean fixable, String summary) {

  private static final int CODE_WIDTH = 26;
  private static final int SEVERITY_WIDTH = 8;
  private static final int FIXABLE_WIDTH = 7;

  static CodeEntry of(ErrorCode code) {
    return new CodeEntry(
        code.name(),
        Main.lowerCase(code.severity()),
        Repair.codes().contains(code),
        CodePages.summary(code));
  }

  static ResultForm<CodeEntry> form() {
    return new ResultForm<>(
        List.of(
            new Column<>("code", CODE_WIDTH, CodeEntry::code),
            new Column<>("severity", SEVERITY_WIDTH, CodeEntry::severity),
            new Column<>("fixable", FIXABLE_WIDTH, entry -> entry.fixable ? "fix" : ""),
            new Column<>("summary", 0, CodeEntry::summary)),
        Json::of);
  }
}
