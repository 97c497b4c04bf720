package dev.sluice.engine.format;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.match.EventCut;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Maps an alert so that it fits into a record: as a whole when it does, else with its event cut,
 * and where that leaves no room for the event with shorter lists and texts too.
 */
final class FittedAlert {

  /** The least that is left for an event before other texts give way. */
  private static final int LEAST_EVENT_BYTES = 1024;

  /** Of the name of the event's member and what stands around it. */
  private static final int MEMBER_BYTES = 64;

  /** From what is seldom cut to what makes any alert fit. */
  private static final List<Shortening> SHORTENINGS =
      List.of(
          new Shortening(1024, 64), new Shortening(256, 32), new Shortening(Shortening.LEAST, 4));

  private final AlertMapping mapping;
  private final int maxBytes;

  FittedAlert(AlertMapping mapping, int maxBytes) {
    if (maxBytes < AlertFormat.LEAST_BYTES) {
      throw new IllegalArgumentException(
          "the largest alert must be at least "
              + AlertFormat.LEAST_BYTES
              + " bytes, not "
              + maxBytes);
    }
    this.mapping = mapping;
    this.maxBytes = maxBytes;
  }

  byte[] of(NativeAlert alert) {
    ObjectNode mapped = mapping.of(alert);
    String event = alert.event();
    if (event != null) {
      mapping.addEvent(mapped, event);
    }
    byte[] whole = NativeAlert.write(mapped);
    return whole.length <= maxBytes ? whole : cut(alert.truncated());
  }

  private byte[] cut(NativeAlert alert) {
    byte[] cut = cutEvent(alert);
    for (Shortening shortening : SHORTENINGS) {
      if (cut.length > 0) {
        return cut;
      }
      cut = cutEvent(new NativeAlert(shortening.of(alert.members()), alert.event()));
    }
    return cut;
  }

  /** Empty when what is not the event leaves no room for it. */
  private byte[] cutEvent(NativeAlert alert) {
    ObjectNode mapped = mapping.of(alert);
    int left = maxBytes - NativeAlert.write(mapped).length - MEMBER_BYTES;
    String event = alert.event();
    if (left < (event == null ? 0 : LEAST_EVENT_BYTES)) {
      return new byte[0];
    }
    if (event != null) {
      mapping.addEvent(mapped, cutEvent(event, left));
    }
    return NativeAlert.write(mapped);
  }

  /** As much of {@code event} as takes no more than {@code maxBytes} as a text in JSON. */
  private static String cutEvent(String event, int maxBytes) {
    byte[] whole = event.getBytes(StandardCharsets.UTF_8);
    for (int size = maxBytes; ; size = size * 3 / 4) {
      String cut = new String(EventCut.cut(whole, size), StandardCharsets.UTF_8);
      if (JsonStringEncoder.getInstance().quoteAsUTF8(cut).length <= maxBytes) {
        return cut;
      }
    }
  }
}
