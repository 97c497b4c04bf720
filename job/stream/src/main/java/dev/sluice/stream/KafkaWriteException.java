package dev.sluice.stream;

import org.jspecify.annotations.Nullable;

/** A topic could not be written; the message names servers, topic and reason. */
public final class KafkaWriteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  KafkaWriteException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
