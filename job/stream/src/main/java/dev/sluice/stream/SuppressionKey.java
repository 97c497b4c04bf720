package dev.sluice.stream;

import java.time.Duration;

/**
 * What the alerts of one rule on one host have in common when they say the same.
 *
 * @param digest 64 hexadecimal digits
 * @param interval how long after an alert another one says nothing new
 */
record SuppressionKey(String digest, Duration interval) {}
