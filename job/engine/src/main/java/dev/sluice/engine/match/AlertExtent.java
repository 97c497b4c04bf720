package dev.sluice.engine.match;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How much of an alert is written.
 *
 * @param maxText characters of each text
 * @param maxItems of each list
 * @param eventBytes of the event; {@link Integer#MAX_VALUE} for all of it, as it came
 */
record AlertExtent(int maxText, int maxItems, int eventBytes) {
  static final AlertExtent WHOLE =
      new AlertExtent(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** The least that is left for an event before the texts of the rule give way. */
  static final int LEAST_EVENT_BYTES = 1024;

  /** An object without members. */
  private static final int EMPTY_EVENT_BYTES = 2;

  private static final int MAX_ITEMS = 32;

  /** Levels of ancestry, with five texts each. */
  private static final int MAX_ANCESTORS = 8;

  /**
   * Three lists of the rule, the five texts of each evidence, those of the ancestors, and the texts
   * that stand alone.
   */
  private static final int MAX_TEXTS = 8 * MAX_ITEMS + 5 * MAX_ANCESTORS + 16;

  /** Of a key, its punctuation and the mark of a cut. */
  private static final int FRAME_BYTES = 24;

  private static final int MAX_BYTES_PER_CHARACTER = 6;
  private static final int LONGEST_TEXT = 1024;

  /** Everything but the event. */
  static AlertExtent withoutEvent() {
    return WHOLE.withEvent(EMPTY_EVENT_BYTES);
  }

  /** Texts so short and lists so small that the alert without its event fits. */
  static AlertExtent brief(int maxBytes) {
    int perText = (maxBytes - LEAST_EVENT_BYTES) / MAX_TEXTS - FRAME_BYTES;
    int maxText = Math.min(perText / MAX_BYTES_PER_CHARACTER, LONGEST_TEXT);
    return new AlertExtent(maxText, MAX_ITEMS, EMPTY_EVENT_BYTES);
  }

  AlertExtent withEvent(int maxEventBytes) {
    return new AlertExtent(maxText, maxItems, maxEventBytes);
  }

  boolean isWhole() {
    return equals(WHOLE);
  }

  String text(String text) {
    return EventCut.cut(text, maxText);
  }

  <T> List<T> items(List<T> items) {
    return items.size() <= maxItems ? items : items.subList(0, maxItems);
  }

  /** The event as JSON on one line. */
  String event(byte[] event) {
    return eventBytes == Integer.MAX_VALUE
        ? onOneLine(event)
        : new String(EventCut.cut(event, eventBytes), StandardCharsets.UTF_8);
  }

  /** Line ends stand only between the tokens of valid JSON, so that a space is as good. */
  private static String onOneLine(byte[] event) {
    String text = new String(event, StandardCharsets.UTF_8);
    String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return json.replace('\n', ' ').replace('\r', ' ').strip();
  }
}
