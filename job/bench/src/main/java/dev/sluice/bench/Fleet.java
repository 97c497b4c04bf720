package dev.sluice.bench;

import dev.sluice.bench.EventTemplate.Identity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Many hosts that live through one tape, each from a place of its own: so all have the mix and the
 * lengths of the tape, and each the order of it.
 *
 * <p>Which host has the next event is drawn. A host that comes to the end of the tape begins anew,
 * with other processes and sessions. The same seed gives the same events but for their times. Not
 * thread-safe.
 */
public final class Fleet {

  private final Tape tape;
  private final double skew;
  private final SplittableRandom random;
  private final long[] played;

  /**
   * @param hosts at least 1
   * @param skew share of the events that one host has, beside its share of the others
   */
  public Fleet(Tape tape, int hosts, double skew, long seed) {
    this.tape = tape;
    this.skew = skew;
    this.random = new SplittableRandom(seed);
    this.played = new long[hosts];
    for (int host = 0; host < hosts; host++) {
      played[host] = Long.remainderUnsigned(EventTemplate.mixed(seed + host), tape.events().size());
    }
  }

  /**
   * An event as a collector sends it.
   *
   * @param key its host
   */
  public record Made(byte[] key, byte[] value) {}

  /** Number of hosts. */
  public int hosts() {
    return played.length;
  }

  /** The next event of one of the hosts, at {@code epochSecond}. */
  public Made next(long epochSecond) {
    int host = random.nextDouble() < skew ? 0 : random.nextInt(played.length);
    long place = played[host];
    played[host]++;
    int size = tape.events().size();
    EventTemplate template = tape.events().get((int) (place % size));
    return made(template, new Identity(host, place / size, epochSecond));
  }

  /** A process that starts on {@code host}; each number is another process. */
  public Made creation(int host, int number, long epochSecond) {
    List<EventTemplate> creations = tape.creations();
    EventTemplate template = creations.get(random.nextInt(creations.size()));
    return made(template, new Identity(host, -1L - number, epochSecond));
  }

  private static Made made(EventTemplate template, Identity identity) {
    byte[] key = EventTemplate.host(identity.host()).getBytes(StandardCharsets.US_ASCII);
    return new Made(key, template.write(identity));
  }
}
