package dev.sluice.engine.correlate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The correlations in force. Immutable; safe for use by several threads. */
public final class CorrelationSet {

  /** No correlations. */
  public static final CorrelationSet NONE = new CorrelationSet(List.of(), Map.of());

  private final List<CompiledCorrelation> all;
  private final Map<String, String> silencers;
  private final Map<String, CompiledCorrelation> byHash = new HashMap<>();
  private final Map<String, List<Use>> uses = new HashMap<>();

  /**
   * @param all by stage, then in the order of their files
   * @param silencers the id of a rule or correlation that raises no alerts of its own to the id of
   *     the correlation that has it so
   */
  CorrelationSet(List<CompiledCorrelation> all, Map<String, String> silencers) {
    this.all = List.copyOf(all);
    this.silencers = Map.copyOf(silencers);
    for (CompiledCorrelation correlation : all) {
      byHash.put(correlation.definitionHash(), correlation);
      List<CorrelationDefinition.Input> inputs = correlation.definition().inputs();
      for (int i = 0; i < inputs.size(); i++) {
        uses.computeIfAbsent(inputs.get(i).ruleId(), id -> new ArrayList<>())
            .add(new Use(correlation, i));
      }
    }
    uses.replaceAll((id, list) -> List.copyOf(list));
  }

  /**
   * A correlation that looks at a rule or correlation.
   *
   * @param input place of it in the correlation
   */
  public record Use(CompiledCorrelation correlation, int input) {}

  /** Reads what {@link #toJson} has written. */
  public static CorrelationSet fromJson(byte[] json) {
    return CorrelationJsonReader.read(json);
  }

  /** All that {@link #fromJson} needs to make an equal set: one line of UTF-8. */
  public byte[] toJson() {
    return CorrelationJson.write(this);
  }

  /** All of them, by stage, then in the order of their files. */
  public List<CompiledCorrelation> all() {
    return all;
  }

  /** The one with this hash of its definition, or null. */
  public @Nullable CompiledCorrelation byHash(String definitionHash) {
    return byHash.get(definitionHash);
  }

  /**
   * Whether the rule or correlation raises no alerts of its own.
   *
   * @param id exactly as its header has it
   */
  public boolean isSilent(String id) {
    return silencers.containsKey(id);
  }

  /** Which are silent, each with the id of a correlation that has it so. */
  public Map<String, String> silencers() {
    return silencers;
  }

  /**
   * Who looks at the rule or correlation, in the order of {@link #all}; nobody at most.
   *
   * @param id exactly as its header has it
   */
  public List<Use> uses(String id) {
    return uses.getOrDefault(id, List.of());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CorrelationSet set
        && all.equals(set.all)
        && silencers.equals(set.silencers);
  }

  @Override
  public int hashCode() {
    return 31 * all.hashCode() + silencers.hashCode();
  }

  @Override
  public String toString() {
    return "CorrelationSet" + all;
  }
}
