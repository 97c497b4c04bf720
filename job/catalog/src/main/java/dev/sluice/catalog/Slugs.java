package dev.sluice.catalog;

import dev.sluice.engine.sigma.Hashes;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names of pages: what is readable of a title, and a part of a hash of the document's identity.
 *
 * <p>They consist of small ASCII letters, digits and hyphens, so that they are safe as names of
 * files and in addresses. One does not change because other rules come or go.
 */
final class Slugs {

  private static final int MAX_TITLE = 80;
  private static final int HASH_DIGITS = 8;

  private final Set<String> given = new HashSet<>();

  /**
   * Gives one that was not given yet.
   *
   * @param identity the document's id, or where it lies
   */
  String next(String title, String identity) {
    String hash = hash(identity);
    String readable = readable(title);
    String start = readable.isEmpty() ? "" : readable + "-";
    for (int digits = HASH_DIGITS; digits <= hash.length(); digits++) {
      String slug = start + hash.substring(0, digits);
      if (given.add(slug)) {
        return slug;
      }
    }
    throw new IllegalStateException("two documents have one identity: " + identity);
  }

  /** A key of what has no title: a part of a hash. */
  static String key(String identity) {
    return hash(identity).substring(0, 3 * HASH_DIGITS);
  }

  private static String hash(String identity) {
    return Hashes.sha256(identity.getBytes(StandardCharsets.UTF_8));
  }

  private static String readable(String title) {
    String start = title.substring(0, Math.min(title.length(), 4 * MAX_TITLE));
    String plain =
        Normalizer.normalize(start, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = plain.substring(0, Math.min(plain.length(), MAX_TITLE));
    return cut.replaceAll("^-+|-+$", "");
  }
}
