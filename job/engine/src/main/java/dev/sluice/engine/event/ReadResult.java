package dev.sluice.engine.event;

/** Bytes that were read: an event, or the reason why they are none. */
public sealed interface ReadResult {
  /** The bytes are an event. */
  @SuppressWarnings(
      "JavaLangClash") // the word of the domain; java.lang.Readable is never meant here
  record Readable(Event event) implements ReadResult {}

  /** The bytes are no event. */
  record Unreadable(DeadLetter deadLetter) implements ReadResult {}
}
