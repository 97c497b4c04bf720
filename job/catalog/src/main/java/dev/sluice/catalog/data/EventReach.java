package dev.sluice.catalog.data;

import java.util.List;

/**
 * What a rule can match of one kind of event.
 *
 * @param event key of the kind
 * @param unable selections that cannot match it
 * @param note what has to be known besides; empty when nothing
 */
public record EventReach(
    String event,
    String provider,
    String channel,
    String id,
    String title,
    Reach reach,
    List<Unable> unable,
    String note) {

  public EventReach {
    unable = List.copyOf(unable);
  }

  /** How much of a rule can match. */
  public enum Reach {
    ALL,
    SOME,
    NONE
  }

  /**
   * A selection that cannot match.
   *
   * @param fields those that stand in its way
   * @param reason in words
   */
  public record Unable(String selection, List<String> fields, String reason) {
    public Unable {
      fields = List.copyOf(fields);
    }
  }
}
