package dev.sluice.stream.control;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A private key, with which manifests are signed.
 *
 * <p>Its file holds the PEM blocks PRIVATE KEY (PKCS #8) and PUBLIC KEY, as OpenSSL writes them;
 * the JDK does not find the public key of a private one.
 */
public final class SigningKey {
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String APPEND = "append it: openssl pkey -in key.pem -pubout >> key.pem";

  private final PrivateKey privateKey;
  private final byte[] x509;

  private SigningKey(PrivateKey privateKey, byte[] x509) {
    this.privateKey = privateKey;
    this.x509 = x509;
  }

  /** Makes a new key. */
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(Signature.ALGORITHM).generateKeyPair();
      return new SigningKey(pair.getPrivate(), pair.getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + Signature.ALGORITHM, e);
    }
  }

  /** Reads a key's file. No message holds anything of it. */
  public static Reading<SigningKey> parse(String pem) {
    PemBlocks blocks = new PemBlocks(pem);
    byte[] pkcs8 = blocks.find(PRIVATE);
    byte[] x509 = blocks.find(PUBLIC);
    if (pkcs8 == null) {
      String hint = pem.contains("ENCRYPTED") ? "decrypt it: openssl pkey -in key.pem" : "";
      return invalid("no PEM block " + PRIVATE, hint);
    }
    if (x509 == null) {
      return invalid("no PEM block " + PUBLIC, APPEND);
    }
    if (Ed25519.publicKey(x509) instanceof Reading.Valid<PublicKey> publicKey) {
      return pair(pkcs8, publicKey.value());
    }
    return invalid("the PEM block " + PUBLIC + " is no Ed25519 public key", "");
  }

  /** What signatures name this key by. */
  public String keyId() {
    return Ed25519.keyId(x509);
  }

  /** The public key, to be trusted. */
  public TrustedKey trusted(String comment) {
    return TrustedKey.of(x509, comment);
  }

  /** Signs the exact bytes of {@code payload}. */
  public Signature sign(byte[] payload) {
    try {
      java.security.Signature signer = java.security.Signature.getInstance(Signature.ALGORITHM);
      signer.initSign(privateKey);
      signer.update(payload);
      return new Signature(keyId(), signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key was made to sign", e);
    }
  }

  /**
   * Writes the key to a new file that only its owner can read.
   *
   * @throws FileAlreadyExistsException when there is a file; it stays as it is
   * @throws FileSystemException when the file system cannot keep a file to its owner
   */
  public void writeNew(Path file) throws IOException {
    String pem = PemBlocks.write(PRIVATE, privateKey.getEncoded()) + PemBlocks.write(PUBLIC, x509);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Set<StandardOpenOption> newFile =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (OutputStream out =
        Channels.newOutputStream(Files.newByteChannel(file, newFile, ownerOnly))) {
      out.write(pem.getBytes(StandardCharsets.US_ASCII));
    } catch (UnsupportedOperationException e) {
      String reason = "the file system cannot keep a file to its owner";
      throw new FileSystemException(file.toString(), null, reason);
    }
  }

  /** Names the key and shows nothing of it. */
  @Override
  public String toString() {
    return "SigningKey " + keyId();
  }

  private static Reading<SigningKey> pair(byte[] pkcs8, PublicKey publicKey) {
    PrivateKey privateKey = privateKey(pkcs8);
    if (privateKey == null) {
      return invalid("the PEM block " + PRIVATE + " is no Ed25519 private key", "");
    }
    SigningKey key = new SigningKey(privateKey, publicKey.getEncoded());
    byte[] probe = {1};
    return Ed25519.verifies(publicKey, probe, key.sign(probe).sig())
        ? new Reading.Valid<>(key)
        : invalid("the private and the public key are not of one pair", "");
  }

  private static @Nullable PrivateKey privateKey(byte[] pkcs8) {
    try {
      return Ed25519.factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private static Reading<SigningKey> invalid(String message, String hint) {
    return new Reading.Invalid<>(InputProblem.malformed(message, hint));
  }
}
