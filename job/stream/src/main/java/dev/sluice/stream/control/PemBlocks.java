package dev.sluice.stream.control;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The textual encoding of keys (RFC 7468): labelled Base64; text around the blocks is comment. */
final class PemBlocks {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private final Map<String, byte[]> byLabel = new HashMap<>();

  /** Reads what is well-formed in {@code pem}; of two blocks with one label, the first. */
  PemBlocks(String pem) {
    Matcher block = BLOCK.matcher(pem);
    while (block.find()) {
      try {
        byLabel.putIfAbsent(block.group(1), Base64.getMimeDecoder().decode(block.group(2)));
      } catch (IllegalArgumentException e) {
        // not well-formed
      }
    }
  }

  /** Returns null when there is no such block. */
  byte @Nullable [] find(String label) {
    return byLabel.get(label);
  }

  static String write(String label, byte[] content) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }
}
