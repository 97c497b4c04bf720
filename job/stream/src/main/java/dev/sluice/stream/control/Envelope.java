package dev.sluice.stream.control;

import dev.sluice.engine.sigma.Hashes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A payload and who signed it. The signatures are of the exact bytes: nothing is brought into
 * another form before it is signed, hashed or verified.
 *
 * @param payload not copied, not to be changed
 */
public record Envelope(byte[] payload, List<Signature> signatures) {

  public Envelope {
    signatures = List.copyOf(signatures);
  }

  /** {@code manifest} as it will be signed. */
  public static Envelope of(RuleSetManifest manifest) {
    return new Envelope(manifest.toJson(), List.of());
  }

  /** Reads an envelope; looks at nothing in its payload. */
  public static Reading<Envelope> read(byte[] json, ManifestLimits limits) {
    if (json.length > limits.maxEnvelopeBytes()) {
      return tooLarge("an envelope", json.length, limits.maxEnvelopeBytes());
    }
    Reading<Envelope> reading = JsonCursor.read(json, EnvelopeJson.FORM);
    if (reading instanceof Reading.Valid<Envelope> valid) {
      int length = valid.value().payload.length;
      return length > limits.maxPayloadBytes()
          ? tooLarge("a manifest", length, limits.maxPayloadBytes())
          : reading;
    }
    return reading;
  }

  /** The same payload with one more signature. */
  public Envelope signedBy(SigningKey key) {
    List<Signature> more = new ArrayList<>(signatures);
    more.add(key.sign(payload));
    return new Envelope(payload, more);
  }

  /** What names the manifest: SHA-256 of the payload as 64 lower case hexadecimal digits. */
  public String hash() {
    return Hashes.sha256(payload);
  }

  /** What a topic holds. */
  public byte[] toJson() {
    return JsonBytes.of(json -> EnvelopeJson.write(json, this));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Envelope envelope
        && Arrays.equals(payload, envelope.payload)
        && signatures.equals(envelope.signatures);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(payload) + signatures.hashCode();
  }

  @Override
  public String toString() {
    return "Envelope of " + payload.length + " bytes, signed by " + signatures;
  }

  private static Reading<Envelope> tooLarge(String what, int bytes, int max) {
    String message = what + " of " + bytes + " bytes, at most " + max + " are allowed";
    return new Reading.Invalid<>(InputProblem.tooLarge(message));
  }
}
