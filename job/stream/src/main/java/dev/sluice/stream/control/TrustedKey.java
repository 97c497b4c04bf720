package dev.sluice.stream.control;

import java.io.Serializable;
import java.security.PublicKey;
import java.util.Base64;

/**
 * A public key whose signatures count.
 *
 * @param publicKey X.509 SubjectPublicKeyInfo in Base64
 * @param comment whose key it is, for people; may be empty
 */
public record TrustedKey(String publicKey, String comment) implements Serializable {

  public TrustedKey {
    if (!(Ed25519.publicKey(decode(publicKey)) instanceof Reading.Valid)) {
      throw new IllegalArgumentException("no Ed25519 public key: " + publicKey);
    }
  }

  static TrustedKey of(byte[] x509, String comment) {
    return new TrustedKey(Base64.getEncoder().encodeToString(x509), comment);
  }

  /** What signatures name the key by: 16 hexadecimal digits. */
  public String keyId() {
    return Ed25519.keyId(decode(publicKey));
  }

  /** Returns whether {@code sig} is this key's signature of {@code message}. */
  boolean verifies(byte[] message, byte[] sig) {
    return Ed25519.publicKey(decode(publicKey)) instanceof Reading.Valid<PublicKey> key
        && Ed25519.verifies(key.value(), message, sig);
  }

  private static byte[] decode(String publicKey) {
    return Base64.getDecoder().decode(publicKey);
  }
}
