package dev.sluice.engine.match;

import dev.sluice.engine.compile.Anchor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts of one to three bytes, too short for a {@link GramTable}: those that may stand anywhere are
 * filed under their first byte and found in one pass. Immutable.
 */
final class TinyTexts {
  private static final Watched[] NONE = {};

  private final Watched[] anchored;
  private final Watched[][] byFirst;
  private final boolean any;

  TinyTexts(List<Watched> texts) {
    List<Watched> atEnds = new ArrayList<>();
    this.byFirst = new Watched[256][];
    for (Watched text : texts) {
      if (text.anchor() == Anchor.CONTAINS) {
        int first = text.text()[0] & 0xFF;
        Watched[] before = byFirst[first] == null ? NONE : byFirst[first];
        Watched[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = text;
        byFirst[first] = after;
      } else {
        atEnds.add(text);
      }
    }
    this.anchored = atEnds.toArray(Watched[]::new);
    this.any = atEnds.size() < texts.size();
  }

  /** Tells {@code sink} of each text at its place. Returns false once the sink has had enough. */
  boolean search(byte[] value, int from, int to, Watched.Sink sink) {
    for (Watched watched : anchored) {
      if (watched.isIn(value, from, to) && !sink.seen(watched.watchers())) {
        return false;
      }
    }
    for (int at = from; any && at < to; at++) {
      Watched[] here = byFirst[value[at] & 0xFF];
      if (here != null && !tell(here, value, at, to, sink)) {
        return false;
      }
    }
    return true;
  }

  private static boolean tell(Watched[] here, byte[] value, int at, int to, Watched.Sink sink) {
    for (Watched watched : here) {
      byte[] text = watched.text();
      boolean found =
          at + text.length <= to
              && (text.length < 2 || value[at + 1] == text[1])
              && (text.length < 3 || value[at + 2] == text[2]);
      if (found && !sink.seen(watched.watchers())) {
        return false;
      }
    }
    return true;
  }
}
