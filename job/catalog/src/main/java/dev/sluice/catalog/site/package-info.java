/**
 * The catalogue as a static site: pages made of {@link dev.sluice.catalog.data.Catalog} and its
 * rule pages, and nothing else.
 *
 * <p>Each kind of page is one class, named {@code ...Pages}, that makes views, and one template in
 * {@code src/main/jte} that shows a view. {@link dev.sluice.catalog.site.SitePaths} says where each
 * page is.
 *
 * <p>Invariants: the same data give the same bytes; a page needs nothing from a network and no
 * server; text of rules is escaped by the templates and shortened before them, so that no page but
 * the home page is larger than {@link dev.sluice.catalog.site.Paging#PAGE_LIMIT}, and what is
 * shortened stands whole in the data.
 */
@NullMarked
package dev.sluice.catalog.site;

import org.jspecify.annotations.NullMarked;
