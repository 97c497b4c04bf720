package dev.sluice.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The stored form of one rule file: a version byte, then zlib with the preset dictionary of that
 * version.
 *
 * <p>A rule is short and much like any other rule, so a dictionary of what rules have in common
 * helps: the 4,039 files of SigmaHQ are 6.0 MB, 2.9 MB when deflated one by one, and 2.1 MB here. A
 * dictionary that has been released is never changed: another one is another version.
 */
final class RuleBlob {
  private static final byte VERSION = 1;
  private static final byte[] DICTIONARY = dictionary("rule-dictionary-1.txt");
  private static final int BUFFER_SIZE = 8192;

  private RuleBlob() {}

  static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setDictionary(DICTIONARY);
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2 + 16);
      out.write(VERSION);
      byte[] buffer = new byte[BUFFER_SIZE];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /**
   * Returns the content of {@code blob}.
   *
   * @throws IllegalStateException when it is damaged or of an unknown version
   */
  static byte[] inflate(byte[] blob) {
    if (blob.length == 0 || blob[0] != VERSION) {
      throw new IllegalStateException("a rule source is stored in an unknown version");
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(blob, 1, blob.length - 1);
      return inflateAll(inflater);
    } catch (DataFormatException e) {
      throw new IllegalStateException("a stored rule source is damaged", e);
    } finally {
      inflater.end();
    }
  }

  private static byte[] inflateAll(Inflater inflater) throws DataFormatException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    byte[] buffer = new byte[BUFFER_SIZE];
    while (!inflater.finished()) {
      int count = inflater.inflate(buffer);
      out.write(buffer, 0, count);
      if (inflater.needsDictionary()) {
        inflater.setDictionary(DICTIONARY);
      } else if (count == 0 && !inflater.finished()) {
        throw new DataFormatException("cut short");
      }
    }
    return out.toByteArray();
  }

  private static byte[] dictionary(String resource) {
    try (InputStream in = RuleBlob.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("built without " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
