package dev.sluice.stream;

import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.Header;
import dev.sluice.engine.event.HeaderReader;
import dev.sluice.engine.event.Origin;
import dev.sluice.stream.RawEvent.Clock;

/**
 * Bytes to a {@link RawEvent}, by a scan that builds no tree. Every source shares it; no bytes make
 * it throw. For one thread.
 */
final class EventScan {
  private final HeaderReader headers;
  private final EventClock clock;

  EventScan(EventReader reader, EventClock clock) {
    this.headers = reader.headers();
    this.clock = clock;
  }

  /**
   * Returns the event in {@code bytes}, with its error when it is none.
   *
   * @param takenInMillis see {@link EventClock#millis}
   */
  RawEvent scan(byte[] bytes, Origin origin, long takenInMillis) {
    Header header = headers.header(bytes);
    Clock use = header.deadLetter() == null ? clock.use(header.time(), takenInMillis) : Clock.STAYS;
    return new RawEvent(
        bytes,
        HostKey.of(header.host(), origin),
        clock.millis(header.time(), takenInMillis),
        use,
        origin,
        header.host() == null || use == Clock.STANDS_IN ? null : header.record(),
        header.deadLetter());
  }
}
