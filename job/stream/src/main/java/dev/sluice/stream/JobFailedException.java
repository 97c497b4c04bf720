package dev.sluice.stream;

/** The job has failed for good; the cause is what Flink says. */
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
