package dev.sluice.stream;

import org.apache.flink.api.connector.source.SourceEvent;

/** What a reader without splits and the enumerator say to each other. */
enum SplitsEvent implements SourceEvent {
  /** The reader has no splits: is it to get some? */
  WANTED,

  /** All splits that are known have their reader. */
  NONE_LEFT
}
