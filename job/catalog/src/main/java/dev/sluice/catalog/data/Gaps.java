package dev.sluice.catalog.data;

import java.util.List;

/**
 * What is missing.
 *
 * @param techniquesWithoutRules ids in force
 * @param withoutId slugs of rules without an id of their own
 * @param withoutTags slugs of rules without a tag of ATT&amp;CK
 * @param unmappedFields fields that no table gives
 * @param logSourcesWithoutData keys of log sources that no event can be
 */
public record Gaps(
    List<String> techniquesWithoutRules,
    List<String> withoutId,
    List<String> withoutTags,
    List<UnmappedField> unmappedFields,
    List<String> logSourcesWithoutData) {

  public Gaps {
    techniquesWithoutRules = List.copyOf(techniquesWithoutRules);
    withoutId = List.copyOf(withoutId);
    withoutTags = List.copyOf(withoutTags);
    unmappedFields = List.copyOf(unmappedFields);
    logSourcesWithoutData = List.copyOf(logSourcesWithoutData);
  }

  /**
   * A field that no mapping table and no list of a vendor names for a log source.
   *
   * @param complete whether the vendor's list is complete, so that no event has it; else an event
   *     may have a member of this name
   */
  public record UnmappedField(
      String field, String logSource, boolean complete, List<String> rules) {
    public UnmappedField {
      rules = List.copyOf(rules);
    }
  }
}
