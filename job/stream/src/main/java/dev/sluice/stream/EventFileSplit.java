package dev.sluice.stream;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One file of events and how far it has been read.
 *
 * @param index place of the file in the list that was given, for one path may be given twice
 * @param path as it was given: the name of every {@link dev.sluice.engine.event.Origin} in it;
 *     {@code -} is standard input
 * @param documents given out in this replay
 * @param base added to every ordinal of this replay: the last ordinal of the replay before
 * @param last ordinal of the document given out last, 0 before the first
 */
record EventFileSplit(int index, String path, long documents, long base, long last)
    implements SourceSplit {
  private static final String STANDARD_INPUT = "-";

  static EventFileSplit unread(int index, String path) {
    return new EventFileSplit(index, path, 0, 0, 0);
  }

  @Override
  public String splitId() {
    return index + ":" + path;
  }

  boolean isStandardInput() {
    return path.equals(STANDARD_INPUT);
  }

  static boolean isStandardInput(String path) {
    return path.equals(STANDARD_INPUT);
  }

  /** After one more document, the one with {@code ordinal} (which counts every replay). */
  EventFileSplit after(long ordinal) {
    return new EventFileSplit(index, path, documents + 1, base, ordinal);
  }

  /** At the start of the file again; ordinals go on, so that alerts of two replays are distinct. */
  EventFileSplit replayed() {
    return new EventFileSplit(index, path, 0, last, last);
  }
}
