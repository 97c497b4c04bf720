/**
 * YAML text as nodes that know where they stand, and bad input as values.
 *
 * <p>The bottom layer of the engine: rules, tables and test data are all read through {@link
 * dev.sluice.engine.yaml.YamlReader}, and everything that is wrong with them is a {@link
 * dev.sluice.engine.yaml.SigmaError} with file, line and column. Nothing here knows Sigma beyond
 * the list of codes.
 *
 * <p>Invariant: no input text makes this package throw, recurse without bound or grow a tree beyond
 * its {@link dev.sluice.engine.yaml.YamlLimits}.
 */
@NullMarked
package dev.sluice.engine.yaml;

import org.jspecify.annotations.NullMarked;
