package dev.sluice.stream;

import org.jspecify.annotations.Nullable;

/** A topic could not be read; the message names servers, topic and reason. */
public final class KafkaReadException extends RuntimeException {
  private static final long serialVersionUID = 1;

  KafkaReadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
