package dev.sluice.stream.control;

import dev.sluice.engine.sigma.Hashes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;

/** Ed25519 (RFC 8032) of the JDK, with what the JDK does not check: small-order public keys. */
final class Ed25519 {
  static final int SIGNATURE_BYTES = 64;

  private static final int KEY_ID_DIGITS = 16;
  private static final int X509_BYTES = 44;

  /** 2^255 - 19, the prime of the field. */
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** The y of two of the four points of order 8; the other two have its negative. */
  private static final BigInteger Y8 =
      new BigInteger(
          "2707385501144840649318225287225658788936804267575313519463743609750303402022");

  /**
   * The y of the eight points whose order divides 8. For such a key, signatures that are good for
   * every eighth message or more can be made without a private key.
   */
  private static final Set<BigInteger> SMALL_ORDER =
      Set.of(BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE), Y8, P.subtract(Y8));

  private Ed25519() {}

  /** The first 16 hexadecimal digits of the SHA-256 of a key's X.509 encoding. */
  static String keyId(byte[] x509) {
    return Hashes.sha256(x509).substring(0, KEY_ID_DIGITS);
  }

  /** Reads a SubjectPublicKeyInfo; refuses what is no point of the curve or of small order. */
  static Reading<PublicKey> publicKey(byte[] x509) {
    try {
      if (x509.length != X509_BYTES) {
        return refused("expected " + X509_BYTES + " bytes, found " + x509.length);
      }
      PublicKey key = factory().generatePublic(new X509EncodedKeySpec(x509));
      if (!(key instanceof EdECPublicKey point) || !Arrays.equals(key.getEncoded(), x509)) {
        return refused("not in the form that encoders write");
      }
      verifier(key);
      if (SMALL_ORDER.contains(point.getPoint().getY())) {
        return refused("a point of small order: anybody can sign for it");
      }
      return new Reading.Valid<>(key);
    } catch (GeneralSecurityException e) {
      return refused("no point of the curve");
    }
  }

  /** Returns whether {@code sig} is a signature of {@code message}; a malformed one is not. */
  static boolean verifies(PublicKey key, byte[] message, byte[] sig) {
    try {
      java.security.Signature verifier = verifier(key);
      verifier.update(message);
      return verifier.verify(sig);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static KeyFactory factory() throws GeneralSecurityException {
    return KeyFactory.getInstance(Signature.ALGORITHM);
  }

  /** Decodes the point, which making the key does not. */
  private static java.security.Signature verifier(PublicKey key) throws GeneralSecurityException {
    java.security.Signature verifier = java.security.Signature.getInstance(Signature.ALGORITHM);
    verifier.initVerify(key);
    return verifier;
  }

  private static Reading<PublicKey> refused(String why) {
    return new Reading.Invalid<>(
        InputProblem.malformed("no Ed25519 public key: " + why, "make one with 'sluice keys'"));
  }
}
