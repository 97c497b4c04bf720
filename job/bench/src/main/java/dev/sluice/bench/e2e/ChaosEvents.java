package dev.sluice.bench.e2e;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The usual events, of which from certain numbers on some are strange. For several threads. */
final class ChaosEvents implements NumberedEvents {
  private final NumberedEvents usual;
  private final ConcurrentSkipListMap<Integer, Strange> strange = new ConcurrentSkipListMap<>();

  ChaosEvents(NumberedEvents usual) {
    this.usual = usual;
    strange.put(0, (number, bytes) -> null);
  }

  /** What events are like for a while; the same number gives the same. */
  interface Strange {

    /** The bytes of event {@code number} in place of the usual ones; null for those. */
    byte @Nullable [] event(int number, byte[] bytes);

    /** Whether a strange event is watched where the usual one was. */
    default boolean staysWatched() {
      return false;
    }

    /** The partition of event {@code number}; null for any. */
    default @Nullable Integer partition(int number) {
      return null;
    }
  }

  /** Events are so from number {@code from} on, none of which has been sent. */
  void from(int from, Strange now) {
    strange.put(from, now);
  }

  /** Events are as usual from number {@code from} on, none of which has been sent. */
  void usualFrom(int from) {
    from(from, (number, bytes) -> null);
  }

  @Override
  public byte[] event(int number) {
    byte[] bytes = usual.event(number);
    byte[] other = at(number).event(number, bytes);
    return other == null ? bytes : other;
  }

  @Override
  public boolean isWatched(int number) {
    Strange now = at(number);
    return usual.isWatched(number)
        && (now.staysWatched() || now.event(number, usual.event(number)) == null);
  }

  @Override
  public @Nullable Integer partition(int number) {
    return at(number).partition(number);
  }

  private Strange at(int number) {
    Map.Entry<Integer, Strange> now = strange.floorEntry(number);
    if (now == null) {
      throw new IllegalArgumentException("no event has the number " + number);
    }
    return now.getValue();
  }
}
