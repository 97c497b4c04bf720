package dev.sluice.stream.control;

import dev.sluice.stream.control.AdmissionResult.Admitted;
import dev.sluice.stream.control.AdmissionResult.Duplicate;
import dev.sluice.stream.control.Rejection.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a manifest may follow the one in force: who signed it, what it is for, and what it
 * was made from. Whether it compiles is judged elsewhere. Immutable; safe for several threads.
 *
 * <p>The first check that fails gives the reason. They are, in this order: size and form of the
 * envelope, signatures, form of the payload, the record's key, name, environment, version and
 * parent.
 */
public final class Admission {
  private final AdmissionSettings settings;
  private final SignatureCheck signatures;

  public Admission(AdmissionSettings settings) {
    this.settings = settings;
    this.signatures = new SignatureCheck(settings);
  }

  /**
   * Judges a proposal that stands under {@code key} in the control topic.
   *
   * @param inForce null when no set is in force
   */
  public AdmissionResult admit(
      ControlKey.Proposal key, byte[] envelopeJson, @Nullable InForce inForce) {
    return succeed(verify(key, envelopeJson), inForce);
  }

  /** Judges a proposal that has no key. */
  public AdmissionResult admit(byte[] envelopeJson, @Nullable InForce inForce) {
    return succeed(verify(null, envelopeJson), inForce);
  }

  /**
   * Judges the set last accepted, of any version and parent, which seeds a new job. That an older
   * one than before stands there, only who guards the topic can prevent.
   */
  public AdmissionResult admitAccepted(byte[] envelopeJson) {
    return verify(null, envelopeJson);
  }

  private AdmissionResult verify(ControlKey.@Nullable Proposal key, byte[] envelopeJson) {
    Reading<Envelope> reading = Envelope.read(envelopeJson, settings.limits());
    if (reading instanceof Reading.Valid<Envelope> valid) {
      Rejection rejection = signatures.check(valid.value());
      return rejection == null ? verifyPayload(key, valid.value()) : rejection;
    }
    return rejection(reading, "envelope");
  }

  private AdmissionResult verifyPayload(ControlKey.@Nullable Proposal key, Envelope envelope) {
    Reading<RuleSetManifest> reading = RuleSetManifest.read(envelope.payload(), settings.limits());
    if (reading instanceof Reading.Valid<RuleSetManifest> valid) {
      Admitted admitted = new Admitted(valid.value(), envelope.hash());
      Rejection rejection = checkPlace(key, admitted);
      return rejection == null ? admitted : rejection;
    }
    return rejection(reading, "manifest");
  }

  private @Nullable Rejection checkPlace(ControlKey.@Nullable Proposal key, Admitted admitted) {
    RuleSetManifest manifest = admitted.manifest();
    ControlKey.Proposal right = ControlKey.Proposal.of(manifest, admitted.hash());
    if (key != null && !key.equals(right)) {
      String message = "the manifest of " + right.text() + " stands under " + key.text();
      return new Rejection(Reason.MALFORMED, message);
    }
    if (!manifest.name().equals(settings.name())) {
      return wrong(Reason.WRONG_NAME, "rule set", manifest.name(), settings.name());
    }
    if (!manifest.environment().equals(settings.environment())) {
      return wrong(
          Reason.WRONG_ENVIRONMENT, "environment", manifest.environment(), settings.environment());
    }
    return null;
  }

  private static AdmissionResult succeed(AdmissionResult result, @Nullable InForce inForce) {
    if (!(result instanceof Admitted admitted)) {
      return result;
    }
    RuleSetManifest manifest = admitted.manifest();
    InForce before = inForce == null ? new InForce(0, "") : inForce;
    if (before.equals(new InForce(manifest.version(), admitted.hash()))) {
      return new Duplicate(before);
    }
    if (manifest.version() <= before.version()) {
      String message = "version " + manifest.version() + " is not newer than ";
      return new Rejection(Reason.STALE_VERSION, message + "version " + before.version());
    }
    boolean follows =
        manifest.version() - 1 == before.version() && manifest.parent().equals(before.hash());
    return follows ? admitted : conflict(manifest, inForce);
  }

  private static Rejection conflict(RuleSetManifest manifest, @Nullable InForce inForce) {
    String parent = manifest.parent().isEmpty() ? "nothing" : manifest.parent();
    String made = "version " + manifest.version() + " was made from " + parent;
    String message =
        inForce == null
            ? made + ", but no set is in force: version 1 made from nothing is expected"
            : made + ", but version " + inForce.version() + " is in force: " + inForce.hash();
    return new Rejection(Reason.PARENT_CONFLICT, message);
  }

  private static Rejection wrong(Reason reason, String what, String found, String expected) {
    return new Rejection(
        reason, "the manifest is for the %s '%s', not '%s'".formatted(what, found, expected));
  }

  private static Rejection rejection(Reading<?> reading, String what) {
    if (reading instanceof Reading.Invalid<?> invalid) {
      Rejection rejection = Rejection.of(invalid.problem());
      return new Rejection(rejection.reason(), what + ": " + rejection.message());
    }
    throw new IllegalStateException("what is valid is no rejection");
  }
}
