/**
 * What a rule set says about itself: stages, exclusions, indicators, coverage of ATT&amp;CK and of
 * events, overlap and gaps.
 *
 * <p>{@link dev.sluice.catalog.CatalogBuilder} takes compiled rules and their files from the engine
 * and gives {@link dev.sluice.catalog.data.Catalog} and a page for each document; {@link
 * dev.sluice.catalog.CatalogWriter} writes them as JSON.
 *
 * <p>Invariant: the same files, tables and selection give the same bytes. What is said of a rule's
 * meaning was taken from its compiled predicate, not from its text.
 */
@NullMarked
package dev.sluice.catalog;

import org.jspecify.annotations.NullMarked;
