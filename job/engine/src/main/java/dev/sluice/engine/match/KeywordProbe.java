package dev.sluice.engine.match;

import dev.sluice.engine.compile.Anchor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks over the bytes of a whole event, as JSON writes them, for a part of each keyword: only the
 * rules of those that are there have to look at values.
 *
 * <p>A part is a run of letters that JSON writes as themselves. A name may have it as well as a
 * value, and so may two keywords.
 *
 * <p>Invariant: over-approximates, on events in which every character stands for itself ({@link
 * dev.sluice.engine.event.PlainEvent#isSpelledOut}). Immutable.
 */
final class KeywordProbe {
  private final GramTable wide;
  private final GramTable narrow;
  private final GramTable pairs;

  private KeywordProbe(Map<String, Numbers> parts) {
    List<Watched> longer = new ArrayList<>();
    List<Watched> shorter = new ArrayList<>();
    List<Watched> few = new ArrayList<>();
    parts.forEach(
        (part, who) -> {
          byte[] text = part.getBytes(StandardCharsets.US_ASCII);
          LiteralIndex.bySize(text.length, longer, shorter, few)
              .add(new Watched(Anchor.CONTAINS, text, who.distinct()));
        });
    this.wide = new GramTable(longer, true);
    this.narrow = new GramTable(shorter, true);
    this.pairs = new GramTable(few, true);
  }

  /** Returns a probe for {@code literals}, or null when one of them has no part to look for. */
  static @Nullable KeywordProbe of(Map<Literal, Numbers> literals) {
    Map<String, Numbers> parts = new LinkedHashMap<>();
    literals.forEach(
        (literal, who) ->
            parts.computeIfAbsent(longestPart(literal.text()), key -> new Numbers()).addAll(who));
    boolean some = parts.keySet().stream().allMatch(part -> part.length() >= GramTable.SHORTEST);
    return some ? new KeywordProbe(parts) : null;
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

  /** Tells {@code sink} of all whose keyword may stand in {@code event}. */
  void search(byte[] event, Watched.Sink sink) {
    wide.search(event, 0, event.length, sink);
    narrow.search(event, 0, event.length, sink);
    pairs.search(event, 0, event.length, sink);
  }
}
