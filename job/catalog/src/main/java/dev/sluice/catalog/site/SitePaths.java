package dev.sluice.catalog.site;

import dev.sluice.engine.sigma.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where the pages are, as paths from the root of the site. What goes into them is [a-z0-9-]. */
final class SitePaths {

  static final String HOME = "index.html";
  static final String ATTACK = "attack/index.html";
  static final String LAYER = "attack/navigator-layer.json";
  static final String EVENTS = "events/index.html";
  static final String LOG_SOURCES = "logsources/index.html";
  static final String FIELDS = "fields/index.html";
  static final String INDICATORS = "indicators/index.html";
  static final String PACKS = "packs/index.html";
  static final String OVERLAP = "overlap/index.html";
  static final String GAPS = "gaps/index.html";
  static final String REFUSED = "gaps/refused.html";
  static final String ABOUT = "about.html";
  static final String DUPLICATES = "overlap/duplicates.html";
  static final String WITHIN = "overlap/within.html";
  static final String CONTRADICTIONS = "overlap/contradictions.html";
  static final String DEAD_BRANCHES = "overlap/dead-branches.html";
  static final String CONTESTED = "overlap/contested.html";

  private static final int MAX_READABLE = 60;
  private static final int HASH_DIGITS = 12;

  private SitePaths() {}

  /** The page of a document, loaded or refused. */
  static String rule(String slug) {
    return "rules/" + slug + "/index.html";
  }

  /** A further part of one section of the page of a document. */
  static String rulePart(String slug, String section, int number) {
    return "rules/" + slug + "/" + rulePartFile(section, number);
  }

  /** The same from the page of the document. */
  static String rulePartFile(String section, int number) {
    return section + "-" + number + ".html";
  }

  /** What the page of a document was made of, as JSON. */
  static String ruleData(String slug) {
    return "rules/" + slug + ".json";
  }

  /** In 256 folders: there are tens of thousands. */
  static String indicator(String key) {
    return "indicators/" + key.substring(0, 2) + "/" + key + ".html";
  }

  static String field(String key) {
    return "fields/" + key + ".html";
  }

  static String logSource(String key) {
    return "logsources/" + key + ".html";
  }

  static String event(String key) {
    return "events/" + key + ".html";
  }

  static String tactic(String word) {
    return "attack/" + word + ".html";
  }

  static String technique(String id) {
    return "attack/" + id + ".html";
  }

  /** Of a pack: what is readable of its key, which may have any letters, and a hash of it. */
  static String pack(String key) {
    String start = key.substring(0, Math.min(key.length(), MAX_READABLE));
    String readable =
        start.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String hash = Hashes.sha256(key.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
    return "packs/" + (readable.isEmpty() ? "" : readable + "-") + hash + ".html";
  }

  /**
   * The page that has the whole of one section of the page {@code path}.
   *
   * @param section its id
   */
  static String part(String path, String section) {
    int dot = path.lastIndexOf('.');
    return path.substring(0, dot) + "-" + section + path.substring(dot);
  }

  /**
   * A further page of {@code path}.
   *
   * @param number from 1, which is {@code path} itself
   */
  static String further(String path, int number) {
    int dot = path.lastIndexOf('.');
    return number == 1 ? path : path.substring(0, dot) + "-" + number + path.substring(dot);
  }
}
