package dev.sluice.engine.match;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.ReadResult;
import java.util.List;

/**
 * Reads the whole event, then tests every rule that its log sources admit: the oracle of every
 * faster judge. Safe for use by several threads.
 */
public final class ScanJudge implements Judge {
  private final EventReader reader;
  private final ScanMatcher matcher;

  public ScanJudge(EventReader reader, ScanMatcher matcher) {
    this.reader = reader;
    this.matcher = matcher;
  }

  @Override
  public Verdict judge(byte[] bytes) {
    ReadResult read = reader.read(bytes);
    if (read instanceof ReadResult.Unreadable unreadable) {
      return new Verdict.Unreadable(unreadable.deadLetter());
    }
    Event event = ((ReadResult.Readable) read).event();
    if (event.logSources().isEmpty()) {
      return Verdict.UNROUTED;
    }
    List<Match> matches = matcher.match(event);
    return matches.isEmpty() ? Verdict.SILENT : new Verdict.Fired(() -> event, matches);
  }

  @Override
  public RuleSet ruleSet() {
    return matcher.ruleSet();
  }
}
