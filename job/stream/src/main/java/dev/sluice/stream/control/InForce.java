package dev.sluice.stream.control;

/**
 * Which manifest is in force.
 *
 * @param hash of its payload
 */
public record InForce(long version, String hash) {}
