package dev.sluice.stream;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.jspecify.annotations.Nullable;

/** Events are gone that were not read. To start again would not bring them back: the job ends. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class KafkaGapException extends RuntimeException {
  private static final long serialVersionUID = 1;

  KafkaGapException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
