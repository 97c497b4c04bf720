package dev.sluice.cli;

import dev.sluice.stream.control.Envelope;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.RuleSetManifest;
import dev.sluice.stream.control.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as it stands on a topic. Who signed it is what the envelope says and was not verified.
 *
 * @param hash of the payload
 * @param keyIds of the keys that are said to have signed it
 */
record SignedManifest(RuleSetManifest manifest, String hash, List<String> keyIds) {

  /** What a job accepts is for its own limits to say. */
  private static final ManifestLimits ANY_SIZE =
      new ManifestLimits(256 << 20, Integer.MAX_VALUE, Integer.MAX_VALUE);

  private static final int SHORT = 12;

  SignedManifest {
    keyIds = List.copyOf(keyIds);
  }

  /** The manifest in {@code envelope}; null when it holds none. */
  static @Nullable SignedManifest read(byte[] envelope) {
    if (Envelope.read(envelope, ANY_SIZE) instanceof Reading.Valid<Envelope> valid
        && RuleSetManifest.read(valid.value().payload(), ANY_SIZE)
            instanceof Reading.Valid<RuleSetManifest> manifest) {
      List<String> keyIds = valid.value().signatures().stream().map(Signature::keyId).toList();
      return new SignedManifest(manifest.value(), valid.value().hash(), keyIds);
    }
    return null;
  }

  /** {@code version 12 (3f2a91c0d4e5)}. */
  @Override
  public String toString() {
    return name(manifest.version(), hash);
  }

  /** What a message calls a manifest. */
  static String name(long version, String hash) {
    return "version " + version + " (" + hash.substring(0, Math.min(SHORT, hash.length())) + ")";
  }
}
