package dev.sluice.engine.lint;

import dev.sluice.engine.yaml.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text that can be looked at by line and column, as findings have them. Immutable. */
final class TextLines {

  private final String text;
  private final int start;
  private final List<Integer> starts = new ArrayList<>();

  TextLines(String text) {
    this.text = text;
    this.start = text.startsWith("\uFEFF") ? 1 : 0;
    starts.add(start);
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts.add(i + 1);
    }
  }

  String text() {
    return text;
  }

  /** Where line and column are in the text; its end when there is no such place. */
  int offset(Position at) {
    if (at.line() > starts.size()) {
      return text.length();
    }
    int from = starts.get(at.line() - 1);
    int to = end(at.line());
    int columns = Math.min(at.column() - 1, text.codePointCount(from, to));
    return text.offsetByCodePoints(from, columns);
  }

  /** Where {@code line} begins. */
  int begin(int line) {
    return line <= starts.size() ? starts.get(line - 1) : text.length();
  }

  /** Where {@code line} ends, before its line end. */
  int end(int line) {
    int next = line < starts.size() ? starts.get(line) - 1 : text.length();
    return next > begin(line) && text.charAt(next - 1) == '\r' ? next - 1 : next;
  }

  /** The first find of {@code pattern} on the line of {@code at}, from there on; else null. */
  @Nullable Matcher find(Pattern pattern, Position at) {
    Matcher matcher = pattern.matcher(text);
    int from = offset(at);
    int to = Math.max(from, end(at.line()));
    matcher.region(from, to).useTransparentBounds(true);
    return matcher.find() ? matcher : null;
  }
}
