package dev.sluice.stream;

import dev.sluice.stream.ClockEvent.Agreed;
import dev.sluice.stream.ClockEvent.Report;
import dev.sluice.stream.ClockEvent.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * The clocks of the partitions of a subtask, as it reports them, and the answers. Used by the task
 * thread alone.
 */
final class SubtaskClocks {
  private static final long PERIOD_NANOS = Duration.ofMillis(500).toNanos();

  private final Consumer<Report> enumerator;
  private final LongSupplier nanos;
  private final List<EventWatermarks> clocks = new ArrayList<>();
  private boolean wanted;
  private boolean followed;
  private long reportedNanos;
  private AgreedTime agreed;

  /**
   * @param enumerator takes the reports
   * @param nanos the time now, see {@link AgreedTime}
   */
  SubtaskClocks(Consumer<Report> enumerator, LongSupplier nanos) {
    this.enumerator = enumerator;
    this.nanos = nanos;
    this.reportedNanos = nanos.getAsLong() - PERIOD_NANOS;
    this.agreed = new AgreedTime(EventClock.NO_TIME, nanos.getAsLong());
  }

  void add(EventWatermarks clock) {
    clocks.add(clock);
  }

  AgreedTime agreed() {
    return agreed;
  }

  void receive(ClockEvent event) {
    if (event instanceof Wanted asked) {
      wanted = asked.wanted();
    } else if (event instanceof Agreed answer) {
      agreed = new AgreedTime(answer.millis(), nanos.getAsLong());
    } else {
      throw new IllegalStateException("not for a reader: " + event);
    }
  }

  /**
   * Reports, when it is time to and somebody wants it.
   *
   * @param isWithoutPartitions whether the subtask is to have none
   */
  void report(boolean isWithoutPartitions) {
    if (nanos.getAsLong() - reportedNanos < PERIOD_NANOS) {
      return;
    }
    Report report = read(isWithoutPartitions);
    // The last one says that there is nothing more to follow.
    if (wanted || followed || report.follows()) {
      reportedNanos = nanos.getAsLong();
      followed = report.follows();
      enumerator.accept(report);
    }
  }

  private Report read(boolean isWithoutPartitions) {
    boolean running =
        clocks.isEmpty()
            ? !isWithoutPartitions
            : clocks.stream().anyMatch(clock -> !clock.isIdle());
    boolean follows = isWithoutPartitions || clocks.stream().anyMatch(EventWatermarks::isIdle);
    LongStream times =
        clocks.stream()
            .filter(clock -> clock.isIdle() != running)
            .mapToLong(EventWatermarks::millis);
    return new Report(
        running, follows, (running ? times.min() : times.max()).orElse(EventClock.NO_TIME));
  }
}
