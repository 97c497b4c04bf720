package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a file and its name. */
final class FileCheck {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*\\.yml");

  private FileCheck() {}

  /**
   * Adds what there is to say of {@code file}.
   *
   * @param text of the file
   */
  static void check(SourceFile file, String text, List<SigmaError> findings) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    if (!NAME.matcher(name).matches()) {
      add(
          file,
          Position.START,
          ErrorCode.FILE_NAME,
          "'" + name + "' is no name of small letters, digits and '_' that ends with '.yml'",
          findings);
    }
    if (text.startsWith("\uFEFF")) {
      add(
          file,
          Position.START,
          ErrorCode.BYTE_ORDER_MARK,
          "the file begins with a byte order mark, which UTF-8 does not need",
          findings);
    }
    lines(file, text, findings);
  }

  private static void lines(SourceFile file, String text, List<SigmaError> findings) {
    int crlf = text.indexOf("\r\n");
    int number = 0;
    int from = 0;
    while (from < text.length()) {
      number++;
      int end = text.indexOf('\n', from);
      int next = end < 0 ? text.length() : end + 1;
      int to = end < 0 ? text.length() : end;
      to = to > from && text.charAt(to - 1) == '\r' ? to - 1 : to;
      int content = to;
      while (content > from
          && (text.charAt(content - 1) == ' ' || text.charAt(content - 1) == '\t')) {
        content--;
      }
      if (content < to) {
        Position at = new Position(number, text.codePointCount(from, content) + 1);
        add(file, at, ErrorCode.TRAILING_SPACE, "blanks at the end of the line", findings);
      }
      if (crlf >= from && crlf < next) {
        Position at = new Position(number, text.codePointCount(from, to) + 1);
        add(file, at, ErrorCode.LINE_ENDS, "lines end with CR LF", findings);
      }
      if (end < 0) {
        Position at = new Position(number, text.codePointCount(from, to) + 1);
        add(file, at, ErrorCode.FINAL_NEWLINE, "the last line does not end", findings);
      }
      from = next;
    }
  }

  private static void add(
      SourceFile file, Position at, ErrorCode code, String message, List<SigmaError> findings) {
    findings.add(SigmaError.at(file.name(), at, code, message, ""));
  }
}
