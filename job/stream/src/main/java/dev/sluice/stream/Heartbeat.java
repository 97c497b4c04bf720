package dev.sluice.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event that raises one alert, by which the canary knows it again.
 *
 * @param run names the process that wrote it: lower-case hexadecimal digits
 * @param number of its heartbeats, from 0
 */
record Heartbeat(String run, long number) {
  /** What the name of its host starts with; behind it stands the partition. */
  static final String HOST = "sluice-canary-";

  private static final Pattern MARK = Pattern.compile("sluice-canary:([0-9a-f]{1,40}):(\\d{1,18})");

  Heartbeat {
    if (!MARK.matcher(mark(run, number)).matches()) {
      throw new IllegalArgumentException("run '" + run + "', number " + number);
    }
  }

  /**
   * The event. It states no time that the job would read: the clock of a partition follows the
   * events of others, and heartbeats only where there are none.
   */
  byte[] event(int partition, Instant now) {
    return """
    {"logsource":{"product":"sluice","service":"canary"},"host":"%s%d","heartbeat":"%s","sentAt":"%s"}\
    """
        .formatted(HOST, partition, mark(run, number), now)
        .getBytes(UTF_8);
  }

  /**
   * The heartbeat that raised {@code alert}, in whatever form alerts are written; null when it is
   * no alert of the canary's rule.
   */
  static @Nullable Heartbeat of(byte[] alert) {
    // Neither the id nor the mark has a letter that JSON would write otherwise.
    String text = new String(alert, ISO_8859_1);
    Matcher mark = MARK.matcher(text);
    return text.contains('"' + Canary.RULE_ID + '"') && mark.find()
        ? new Heartbeat(mark.group(1), Long.parseLong(mark.group(2)))
        : null;
  }

  private static String mark(String run, long number) {
    return "sluice-canary:" + run + ":" + number;
  }
}
