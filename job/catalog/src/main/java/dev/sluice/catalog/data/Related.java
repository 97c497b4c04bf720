package dev.sluice.catalog.data;

/**
 * A document that another one names.
 *
 * @param type as the rule has it: renamed, similar, ...; {@code looks-at} of a correlation, {@code
 *     filtered-by} and {@code filters} of a filter
 * @param slug empty when it is not in the catalogue
 */
public record Related(String type, String id, String slug) {}
