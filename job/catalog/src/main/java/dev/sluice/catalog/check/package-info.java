/**
 * Holds a written catalogue against what it promises: every link leads somewhere, every page is
 * valid, safe and small, and nothing that the data name is missing.
 *
 * <p>{@link dev.sluice.catalog.check.SiteCheck} reads a folder and trusts nothing in it. One page
 * is in memory at a time and thread; what is kept of it are its ids and what its links point to.
 *
 * <p>Invariant: the same folder gives the same findings in the same order.
 */
@NullMarked
package dev.sluice.catalog.check;

import org.jspecify.annotations.NullMarked;
