package dev.sluice.engine.event;

/**
 * Carries a dead letter from the depth of a reader to {@link EventReader}; never leaves the
 * package.
 */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient DeadLetter deadLetter;

  UnreadableException(DeadLetter.Reason reason, String message, long byteOffset) {
    super(message, null, false, false);
    this.deadLetter = new DeadLetter(reason, message, byteOffset);
  }

  DeadLetter deadLetter() {
    return deadLetter;
  }
}
