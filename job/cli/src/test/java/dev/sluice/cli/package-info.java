/**
 * Tests of the command line: each runs a command in this process and looks at what a user would
 * see.
 */
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
