package dev.sluice.engine.match;

import dev.sluice.engine.compile.Anchor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks over the bytes of a whole event, as JSON writes them, for a part of some keyword: where
 * there is none, no value needs to be looked at.
 *
 * <p>A part is a run of letters that JSON writes as themselves.
 *
 * <p>Invariant: over-approximates, on events in which every character stands for itself ({@link
 * dev.sluice.engine.event.PlainEvent#isSpelledOut}). Immutable.
 */
final class KeywordProbe {
  private static final int[] NOBODY = {};
  private static final Watched.Sink ENOUGH = watchers -> false;

  private final GramTable parts;

  private KeywordProbe(List<String> parts, int stride) {
    List<Watched> watched =
        parts.stream()
            .map(part -> part.getBytes(StandardCharsets.US_ASCII))
            .map(part -> new Watched(Anchor.CONTAINS, part, NOBODY))
            .toList();
    this.parts = new GramTable(watched, stride, true);
  }

  /** Returns a probe for {@code literals}, or null when one of them has no part to look for. */
  static @Nullable KeywordProbe of(List<Literal> literals) {
    List<String> parts =
        literals.stream().map(literal -> longestPart(literal.text())).distinct().toList();
    int shortest = parts.stream().mapToInt(String::length).min().orElse(0);
    return shortest < GramTable.GRAM
        ? null
        : new KeywordProbe(parts, GramTable.strideFor(shortest));
  }

  private static String longestPart(String text) {
    String best = "";
    int from = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || !isWrittenAsItself(text.charAt(at))) {
        best = at - from > best.length() ? text.substring(from, at) : best;
        from = at + 1;
      }
    }
    return best;
  }

  private static boolean isWrittenAsItself(char c) {
    return c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '/';
  }

  /** Returns whether a part of some keyword may stand in {@code event}. */
  boolean find(byte[] event) {
    return !parts.search(event, 0, event.length, ENOUGH);
  }
}
