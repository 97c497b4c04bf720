package dev.sluice.engine.event;

/**
 * Where an event was read: a Kafka record, or a document of a file.
 *
 * @param name the topic, or the path of the file as it was given
 * @param partition the Kafka partition; -1 for a file
 * @param position the Kafka offset, or the ordinal of the document in the file
 */
public record Origin(String name, int partition, long position) {
  private static final int NO_PARTITION = -1;

  /** Returns the origin of the document {@code ordinal} of a file. */
  public static Origin file(String pathAsGiven, long ordinal) {
    return new Origin(pathAsGiven, NO_PARTITION, ordinal);
  }

  /** Returns the origin of a Kafka record. */
  public static Origin kafka(String topic, int partition, long offset) {
    return new Origin(topic, partition, offset);
  }

  /** Returns whether this is a document of a file. */
  public boolean isFile() {
    return partition == NO_PARTITION;
  }
}
