package dev.sluice.stream.control;

import java.util.List;
import java.util.Locale;

/**
 * What a manifest changes of the one before it, and why, as its author says.
 *
 * @param ids of the documents that are changed
 * @param ticket empty for none
 * @param gitCommit empty for none
 */
public record ManifestChange(
    Op op, List<String> ids, String message, String ticket, String gitCommit) {

  public ManifestChange {
    ids = List.copyOf(ids);
  }

  /** What is done to the documents. */
  public enum Op {
    UPSERT,
    DELETE,
    ENABLE,
    DISABLE,
    SHADOW,
    ROLLBACK;

    /** As it stands in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
