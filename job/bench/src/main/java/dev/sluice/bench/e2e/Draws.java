package dev.sluice.bench.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What chance decides of one scenario: the same seed and name give the same, in the same order. */
final class Draws {
  private static final List<String> TASK_MANAGERS = ClusterProcesses.TASK_MANAGERS;

  private final Random random;
  private final List<String> drawn = new ArrayList<>();

  Draws(long seed, String name) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + name.hashCode());
  }

  /** A time between two, in milliseconds, both inclusive. */
  Duration millis(int least, int most) {
    int millis = number(least, most);
    return Duration.ofMillis(millis);
  }

  /** A time between two, in seconds, drawn to the millisecond. */
  Duration seconds(int least, int most) {
    return millis(least * 1000, most * 1000);
  }

  int number(int least, int most) {
    int number = least + random.nextInt(most - least + 1);
    drawn.add(String.format(Locale.ROOT, "%d", number));
    return number;
  }

  /** One of the TaskManagers. */
  String taskManager() {
    String name = TASK_MANAGERS.get(random.nextInt(TASK_MANAGERS.size()));
    drawn.add(name);
    return name;
  }

  /** The TaskManager that {@code name} is not. */
  static String otherThan(String name) {
    return TASK_MANAGERS.get(TASK_MANAGERS.size() - 1 - TASK_MANAGERS.indexOf(name));
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** What was drawn so far. */
  @Override
  public String toString() {
    return String.join(" ", drawn);
  }
}
