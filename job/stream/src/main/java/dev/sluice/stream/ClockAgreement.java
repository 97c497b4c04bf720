package dev.sluice.stream;

import dev.sluice.stream.ClockEvent.Agreed;
import dev.sluice.stream.ClockEvent.Report;
import dev.sluice.stream.ClockEvent.Wanted;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Gathers the clocks of all subtasks, and tells those with an idle partition how far they may go.
 *
 * <p>Flink leaves an input that is idle out of its clock, and does not wait for it either when it
 * awakes behind the others: what it reads from then on may be late however fast it is read. So no
 * subtask is ever idle for Flink; one without events goes along with the others, never ahead of
 * them, and holds them back from the first event on.
 *
 * <p>Invariant: {@link Agreed} is at most what every clock that is not idle has emitted, in its
 * present attempt. An older report of the attempt says less, never more. Used by the enumerator's
 * thread alone.
 */
final class ClockAgreement {
  private final SplitEnumeratorContext<?> context;
  private final Map<Integer, Report> reports = new HashMap<>();
  private boolean wanted;

  ClockAgreement(SplitEnumeratorContext<?> context) {
    this.context = context;
  }

  void addReader(int subtask) {
    forget(subtask);
    if (wanted) {
      tell(subtask, new Wanted(true));
    }
  }

  /** What {@code subtask} has said does not hold for its next attempt. */
  void forget(int subtask) {
    reports.remove(subtask);
  }

  void report(int subtask, Report report) {
    reports.put(subtask, report);
    boolean isWanted = reports.values().stream().anyMatch(Report::follows);
    if (isWanted != wanted) {
      wanted = isWanted;
      context.registeredReaders().keySet().forEach(reader -> tell(reader, new Wanted(isWanted)));
    }
    if (report.follows()) {
      tell(subtask, new Agreed(millis()));
    }
  }

  private long millis() {
    if (reports.size() < context.currentParallelism()) {
      return EventClock.NO_TIME;
    }
    boolean running = reports.values().stream().anyMatch(Report::running);
    LongStream clocks =
        reports.values().stream()
            .filter(report -> report.running() == running)
            .mapToLong(Report::millis);
    return (running ? clocks.min() : clocks.max()).orElseThrow();
  }

  private void tell(int subtask, ClockEvent event) {
    if (context.registeredReaders().containsKey(subtask)) {
      context.sendEventToSourceReader(subtask, event);
    }
  }
}
