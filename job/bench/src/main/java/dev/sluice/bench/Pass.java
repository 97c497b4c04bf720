package dev.sluice.bench;

import com.sun.management.ThreadMXBean;
import dev.sluice.engine.match.Judge;
import dev.sluice.engine.match.Verdict;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;

/**
 * One judge over some events, each once.
 *
 * @param nanos it took
 * @param allocated bytes, by this thread
 */
record Pass(long nanos, long allocated, long alerts, long silent, long unrouted, long unreadable) {

  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Judges {@code events} and hands what fires to {@code alerts}. */
  static Pass of(Judge judge, List<byte[]> events, Consumer<Verdict.Fired> alerts) {
    long matches = 0;
    long silent = 0;
    long unrouted = 0;
    long unreadable = 0;
    long allocated = THREAD.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    for (byte[] event : events) {
      Verdict verdict = judge.judge(event);
      if (verdict instanceof Verdict.Fired fired) {
        matches += fired.matches().size();
        alerts.accept(fired);
      } else if (verdict instanceof Verdict.Silent) {
        silent++;
      } else if (verdict instanceof Verdict.Unrouted) {
        unrouted++;
      } else {
        unreadable++;
      }
    }
    long nanos = System.nanoTime() - start;
    long bytes = THREAD.getCurrentThreadAllocatedBytes() - allocated;
    return new Pass(nanos, bytes, matches, silent, unrouted, unreadable);
  }
}
