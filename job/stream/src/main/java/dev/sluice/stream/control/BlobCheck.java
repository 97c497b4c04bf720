package dev.sluice.stream.control;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.stream.control.Rejection.Reason;
import org.jspecify.annotations.Nullable;

/** Says whether the content of a file is what its key says. */
public final class BlobCheck {

  private BlobCheck() {}

  /** Returns null when {@code content} is good. */
  public static @Nullable Rejection check(
      ControlKey.Blob key, byte[] content, ManifestLimits limits) {
    if (content.length > limits.maxBlobBytes()) {
      String message = key.text() + " has " + content.length + " bytes";
      return new Rejection(
          Reason.TOO_LARGE, message + ", at most " + limits.maxBlobBytes() + " are allowed");
    }
    String actual = Hashes.sha256(content);
    return actual.equals(key.sha256())
        ? null
        : new Rejection(Reason.DAMAGED_BLOB, key.text() + " has content with the hash " + actual);
  }
}
