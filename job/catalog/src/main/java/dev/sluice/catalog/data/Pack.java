package dev.sluice.catalog.data;

/**
 * A set of rule files that came together.
 *
 * @param key name of the folder, archive or file
 * @param name as its {@code pack.yml} has it, else the key
 * @param source where it comes from; empty when not said, as licence and commit
 * @param rules in the catalogue
 */
public record Pack(
    String key,
    String name,
    String source,
    String licence,
    String commit,
    int rules,
    int correlations,
    int filters,
    int refused) {}
