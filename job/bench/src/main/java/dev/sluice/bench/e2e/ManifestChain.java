package dev.sluice.bench.e2e;

import dev.sluice.stream.control.EditResult;
import dev.sluice.stream.control.Envelope;
import dev.sluice.stream.control.ManifestAuthor;
import dev.sluice.stream.control.ManifestEdit;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.RuleSetManifest;
import dev.sluice.stream.control.SigningKey;
import dev.sluice.stream.control.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes one manifest after the other, each from the one before, and signs it. */
final class ManifestChain {
  static final String ENVIRONMENT = "e2e";

  private static final String RULE_SET = "default";

  private final SigningKey key = SigningKey.generate();
  private final String author;
  private @Nullable Signed last;

  /**
   * @param author as manifests name it
   */
  ManifestChain(String author) {
    this.author = author;
  }

  /** A manifest and its signed envelope. */
  record Signed(RuleSetManifest manifest, Envelope envelope) {}

  /** Writes the file of public keys that the job is started with. */
  void writeTrustedKeys(Path file) throws IOException {
    Files.write(file, TrustedKeys.NONE.with(key.trusted(author)).toJson());
  }

  /** The manifest that was made last, null before the first. */
  @Nullable RuleSetManifest last() {
    return last == null ? null : last.manifest();
  }

  /** Makes the next manifest; {@code change} must change something. */
  Signed next(Function<ManifestEdit, EditResult> change) {
    Signed made = aside(change);
    last = made;
    return made;
  }

  /** Makes a manifest that none is to follow, as one that is going to be refused. */
  Signed aside(Function<ManifestEdit, EditResult> change) {
    if (!(change.apply(edit()) instanceof EditResult.Edited edited)) {
      throw new IllegalStateException("a push that is none");
    }
    return new Signed(edited.manifest(), Envelope.of(edited.manifest()).signedBy(key));
  }

  private ManifestEdit edit() {
    ManifestAuthor who = new ManifestAuthor(author, Instant.now(), "a change", "", "");
    ManifestLimits limits = ManifestLimits.defaults();
    return last == null
        ? ManifestEdit.first(RULE_SET, ENVIRONMENT, who, limits)
        : ManifestEdit.of(last.manifest(), last.envelope().hash(), who, limits);
  }
}
