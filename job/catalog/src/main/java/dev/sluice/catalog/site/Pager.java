package dev.sluice.catalog.site;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The further pages of a list.
 *
 * @param first path of the first page from the root of the site
 * @param number of this page, from 1
 * @param count of all pages
 */
record Pager(String first, int number, int count) {

  private static final int NEAR = 3;

  /** The path of page {@code page}. */
  String path(int page) {
    return SitePaths.further(first, page);
  }

  String path() {
    return path(number);
  }

  /** The numbers to be offered: the ends, and those near; 0 stands for a gap. */
  List<Integer> offered() {
    List<Integer> shown =
        IntStream.rangeClosed(1, count)
            .filter(page -> page == 1 || page == count || Math.abs(page - number) <= NEAR)
            .boxed()
            .toList();
    List<Integer> offered = new ArrayList<>();
    int last = 0;
    for (int page : shown) {
      if (page > last + 1) {
        offered.add(0);
      }
      offered.add(page);
      last = page;
    }
    return offered;
  }
}
