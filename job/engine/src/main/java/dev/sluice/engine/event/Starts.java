package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the starts of texts: the first start that a text has, whatever its case, gives way to
 * its replacement. Immutable.
 */
final class Starts {
  /** Rewrites nothing. */
  static final Starts KEPT = new Starts(List.of());

  private final List<Start> starts;

  /**
   * One start.
   *
   * @param pieces what stands around each {@code *}, folded
   * @param replacement what stands there instead
   */
  private record Start(List<String> pieces, String replacement) {
    /** Returns where the start ends in {@code folded}, or -1 when it is not there. */
    int endIn(String folded) {
      int at = 0;
      for (int piece = 0; piece < pieces.size(); piece++) {
        if (piece > 0) {
          int part = endOfPart(folded, at);
          if (part == at) {
            return -1;
          }
          at = part;
        }
        if (!folded.startsWith(pieces.get(piece), at)) {
          return -1;
        }
        at += pieces.get(piece).length();
      }
      return at;
    }

    private static int endOfPart(String folded, int from) {
      int at = from;
      while (at < folded.length() && folded.charAt(at) != '\\' && folded.charAt(at) != '/') {
        at++;
      }
      return at;
    }
  }

  private Starts(List<Start> starts) {
    this.starts = starts;
  }

  /** Returns these, and after them {@code pattern}, which {@link #mistake} finds none in. */
  Starts with(String pattern, String replacement) {
    List<Start> more = new ArrayList<>(starts);
    more.add(new Start(List.of(CaseFold.fold(pattern).split("\\*", -1)), replacement));
    return new Starts(List.copyOf(more));
  }

  /**
   * Returns what is wrong with {@code pattern}, or null: a {@code *} stands for the rest of one
   * part of a path, so that only a separator can follow it.
   */
  static @Nullable String mistake(String pattern) {
    if (pattern.isEmpty() || pattern.startsWith("*")) {
      return "a start begins with a text";
    }
    for (int at = pattern.indexOf('*'); at >= 0; at = pattern.indexOf('*', at + 1)) {
      boolean parted = at + 1 == pattern.length() || "\\/".indexOf(pattern.charAt(at + 1)) >= 0;
      if (!parted) {
        return "only '\\' or '/' can follow '*'";
      }
    }
    return null;
  }

  /** Returns {@code values} with the starts of its strings rewritten. */
  List<Value> rewrite(List<Value> values) {
    return starts.isEmpty() ? values : values.stream().map(this::rewrite).toList();
  }

  private Value rewrite(Value value) {
    if (value.kind() != Value.Kind.STRING) {
      return value;
    }
    for (Start start : starts) {
      int end = start.endIn(value.folded());
      if (end >= 0) {
        return Value.string(start.replacement() + value.text().substring(end));
      }
    }
    return value;
  }
}
