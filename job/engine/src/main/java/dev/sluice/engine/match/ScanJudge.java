package dev.sluice.engine.match;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.lineage.Family;
import dev.sluice.engine.lineage.Lineage;
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
  public Verdict judge(byte[] bytes, Lineage lineage) {
    ReadResult read = reader.read(bytes);
    if (read instanceof ReadResult.Unreadable unreadable) {
      return new Verdict.Unreadable(unreadable.deadLetter());
    }
    Event event = ((ReadResult.Readable) read).event();
    if (event.logSources().isEmpty()) {
      return Verdict.UNROUTED;
    }
    Family family = lineage.of(Lineage.isCreation(event.logSources()), event::values);
    Event enriched = event.enrichedWith(family.fill(Lineage.FIELDS, event::values));
    List<Match> matches = matcher.match(enriched);
    return matches.isEmpty()
        ? Verdict.SILENT
        : new Verdict.Fired(() -> enriched, matches, family.ancestors());
  }

  @Override
  public RuleSet ruleSet() {
    return matcher.ruleSet();
  }
}
