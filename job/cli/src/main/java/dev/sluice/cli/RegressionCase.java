package dev.sluice.cli;

import java.nio.file.Path;

/**
 * One entry of {@code regression_tests_info}: a recording and how many of its events must fire.
 *
 * @param line of the entry, from 1
 * @param name as its author calls it
 * @param events the recording as JSON
 * @param expected 0 = none may fire, otherwise at least so many must
 */
record RegressionCase(int line, String name, Path events, int expected) {}
