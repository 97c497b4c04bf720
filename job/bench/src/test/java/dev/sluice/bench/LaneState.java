package dev.sluice.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Events of one lane, given one after the other. */
@State(Scope.Thread)
public class LaneState {

  private static final int EVENTS = 20_000;
  private static final String SAMPLE = "sample";

  /** A lane, or {@value #SAMPLE} for the events that are shipped. */
  @Param({"natural", "process", "adversarial", "zeek"})
  public String lane = SAMPLE;

  private List<byte[]> events = List.of();
  private int next;

  /** Reads or makes the events. */
  @Setup(Level.Trial)
  public void readEvents() throws IOException {
    if (lane.equals(SAMPLE)) {
      events = Telemetry.read(Fixtures.SAMPLE, EVENTS).sample();
    } else {
      Telemetry telemetry = Telemetry.read(Fixtures.corpus("telemetry"), EVENTS);
      LaneEvents lanes = new LaneEvents(telemetry, Texts.of(telemetry.sample()).all());
      Lane wanted = Lane.valueOf(lane.toUpperCase(Locale.ROOT));
      events = lanes.of(wanted, LaneSizes.QUICK).events().apply(0);
    }
  }

  /** The next event; the first follows the last. */
  byte[] event() {
    next = next + 1 < events.size() ? next + 1 : 0;
    return events.get(next);
  }

  List<byte[]> events() {
    return events;
  }
}
