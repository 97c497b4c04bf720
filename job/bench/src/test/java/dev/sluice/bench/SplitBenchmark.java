package dev.sluice.bench;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to take 1,000 events from a file of one a line? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class SplitBenchmark {

  private static final int EVENTS = 1000;

  private byte[] file = {};

  /** Writes the events one a line. */
  @Setup
  public void write(LaneState lane) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int i = 0; i < EVENTS; i++) {
      lines.write(lane.event());
      lines.write('\n');
    }
    file = lines.toByteArray();
  }

  /** By the ends of lines, as {@code sluice eval} does. */
  @Benchmark
  public long lines() throws IOException {
    long bytes = 0;
    try (JsonDocuments documents = open()) {
      for (Document next = documents.nextLine(); next != null; next = documents.nextLine()) {
        bytes += next.bytes().length;
      }
    }
    return bytes;
  }

  /** By brackets: the plain form. */
  @Benchmark
  public long brackets() throws IOException {
    long bytes = 0;
    try (JsonDocuments documents = open()) {
      for (Document next = documents.next(); next != null; next = documents.next()) {
        bytes += next.bytes().length;
      }
    }
    return bytes;
  }

  private JsonDocuments open() throws IOException {
    return JsonDocuments.open(new ByteArrayInputStream(file), Layout.LINES, EventLimits.defaults());
  }
}
