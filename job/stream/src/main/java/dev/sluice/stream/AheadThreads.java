package dev.sluice.stream;

import dev.sluice.engine.match.IndexedJudge;
import dev.sluice.engine.match.RuleIndex;
import org.jspecify.annotations.Nullable;

/** The threads of this JVM that judge events of hot hosts ahead, one for each processor. */
final class AheadThreads {
  static final int COUNT = Runtime.getRuntime().availableProcessors();

  private static final SharedThreads SHARED = new SharedThreads("judge-ahead", COUNT);

  /** The judge of a thread, which remembers values of the events before. */
  private static final ThreadLocal<@Nullable Own> OWN = new ThreadLocal<>();

  private AheadThreads() {}

  private record Own(RuleIndex index, IndexedJudge judge) {}

  static SharedThreads.Use acquire() {
    return SHARED.acquire();
  }

  /** Returns the judge by {@code index} of the thread that asks. */
  static IndexedJudge judge(RuleIndex index) {
    Own own = OWN.get();
    if (own == null || own.index() != index) {
      own = new Own(index, own == null ? index.newJudge() : own.judge().succeededBy(index));
      OWN.set(own);
    }
    return own.judge();
  }
}
