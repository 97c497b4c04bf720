package dev.sluice.cli;

import java.io.IOException;

/** Standard output takes no more: the disk is full, or nobody reads on. */
final class OutputException extends RuntimeException {

  private final transient IOException reason;

  OutputException(IOException reason) {
    super(reason);
    this.reason = reason;
  }

  IOException reason() {
    return reason;
  }
}
