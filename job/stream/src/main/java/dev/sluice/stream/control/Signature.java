package dev.sluice.stream.control;

import java.util.Arrays;

/**
 * One signature of a payload.
 *
 * @param keyId of the key that is said to have made it
 * @param sig 64 bytes; not copied, not to be changed
 */
public record Signature(String keyId, byte[] sig) {

  /** The only algorithm there is. */
  public static final String ALGORITHM = "Ed25519";

  @Override
  public boolean equals(Object other) {
    return other instanceof Signature signature
        && keyId.equals(signature.keyId)
        && Arrays.equals(sig, signature.sig);
  }

  @Override
  public int hashCode() {
    return 31 * keyId.hashCode() + Arrays.hashCode(sig);
  }

  @Override
  public String toString() {
    return ALGORITHM + " signature of " + keyId;
  }
}
