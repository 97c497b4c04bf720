package dev.sluice.engine.yaml;

/**
 * How much one YAML document may cost.
 *
 * @param maxCharacters length of the text
 * @param maxDepth of nested maps and lists
 * @param maxNodes nodes after aliases are written out
 */
public record YamlLimits(int maxCharacters, int maxDepth, int maxNodes) {

  /**
   * 1 Mi characters, 50 levels, 200,000 nodes; the largest rule of SigmaHQ has 0.3 Mi and 8,000.
   */
  public static final YamlLimits DEFAULT = new YamlLimits(1 << 20, 50, 200_000);
}
