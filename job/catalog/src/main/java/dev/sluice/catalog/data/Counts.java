package dev.sluice.catalog.data;

/**
 * How many there are.
 *
 * @param rules loaded detection rules; what follows is not among them
 * @param skipped documents that the selection leaves out
 * @param unroutable rules that no log source entry can admit an event to
 * @param indicators distinct ones of the rules
 */
public record Counts(
    int rules,
    int correlations,
    int filters,
    int refused,
    int skipped,
    int unroutable,
    int indicators,
    int fields) {}
