package dev.sluice.cli;

import dev.sluice.bench.EventRounds;
import dev.sluice.bench.Measurement;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Events held in memory, to be judged without the cost of reading files.
 *
 * @param truncated the files hold more than may be held
 * @param complete every file was read as far as was wanted
 */
record HeldEvents(List<byte[]> events, boolean truncated, boolean complete) {

  private static final long MAX_BYTES = 256L << 20;

  /** Fewer are no warm-up and something to measure. */
  private static final int MIN_TO_SPLIT = 1000;

  HeldEvents {
    events = List.copyOf(events);
  }

  /**
   * Reads {@code files} until 256 MiB are held.
   *
   * @throws CommandFailure when there is no event
   */
  static HeldEvents read(List<EventFile> files, EventLimits limits, Console console) {
    return read(files, limits, console, MAX_BYTES);
  }

  static HeldEvents read(
      List<EventFile> files, EventLimits limits, Console console, long maxBytes) {
    Reading reading = new Reading(maxBytes);
    try (Progress progress = Progress.over(files, console)) {
      for (EventFile file : files) {
        reading.read(file, limits, console, progress);
      }
    }
    HeldEvents held = new HeldEvents(reading.events, reading.full, reading.complete);
    held.check(console);
    return held;
  }

  private void check(Console console) {
    if (events.isEmpty()) {
      throw CommandFailure.unreadable("there is no event to measure");
    }
    if (truncated) {
      console
          .err()
          .println(
              "sluice: the input is larger than what is held in memory: the first "
                  + Tally.count(events.size())
                  + " events are used");
    }
    if (isFew()) {
      console
          .err()
          .println(
              "sluice: "
                  + Tally.count(events.size())
                  + " events are too few to spare some for a warm-up: the same ones are judged before");
    }
  }

  /** Some to warm up and the others to measure; when there are few, all for both. */
  EventRounds rounds(int rounds) {
    return isFew() ? EventRounds.same(events, events, rounds) : EventRounds.split(events, rounds);
  }

  /** {@code 12 measured, 4 for the warm-up; 1 unreadable, 2 without log source}. */
  String text(Measurement measured) {
    return Tally.count(measured.events())
        + " measured, "
        + Tally.count(measured.warmUpEvents())
        + " for the warm-up; "
        + Tally.count(measured.unreadable())
        + " unreadable, "
        + Tally.count(measured.unrouted())
        + " without log source";
  }

  private boolean isFew() {
    return events.size() < MIN_TO_SPLIT;
  }

  private static final class Reading {
    private final long maxBytes;
    private final List<byte[]> events = new ArrayList<>();
    private long bytes;
    private boolean full;
    private boolean complete = true;

    Reading(long maxBytes) {
      this.maxBytes = maxBytes;
    }

    void read(EventFile file, EventLimits limits, Console console, Progress progress) {
      if (full) {
        return;
      }
      try (JsonDocuments documents = file.open(console, limits, progress)) {
        for (Document next = documents.next(); next != null && !full; next = documents.next()) {
          add(next.bytes());
        }
      } catch (IOException e) {
        console.err().println("sluice: " + file.name() + ": " + CommandFailure.reason(e));
        complete = false;
      }
    }

    private void add(byte[] event) {
      full = bytes + event.length > maxBytes;
      if (!full) {
        bytes += event.length;
        events.add(event);
      }
    }
  }
}
