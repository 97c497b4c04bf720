package dev.sluice.catalog.check;

import java.util.Comparator;

/**
 * What is wrong with a catalogue.
 *
 * @param path of the file from the root; of several with the same problem the first
 * @param line from 1; 0 when there is none
 * @param column from 1; 0 when there is none
 * @param found what is there
 * @param expected what should be
 * @param times how often the problem was found in the whole catalogue
 */
public record SiteFinding(
    Code code, String path, int line, int column, String found, String expected, int times) {

  static final Comparator<SiteFinding> ORDER =
      Comparator.comparing(SiteFinding::code)
          .thenComparing(SiteFinding::path)
          .thenComparingInt(SiteFinding::line)
          .thenComparingInt(SiteFinding::column)
          .thenComparing(SiteFinding::found)
          .thenComparing(SiteFinding::expected);

  private static final int MAX_TEXT = 300;

  public SiteFinding {
    found = shorten(found);
    expected = shorten(expected);
  }

  /** The kinds of findings, the worst first. */
  public enum Code {
    /** A file of data cannot be read. */
    DATA_INVALID,
    /** A page or a file that the data name is not there. */
    PAGE_MISSING,
    /** A link leads nowhere. */
    LINK_BROKEN,
    /** A page needs something from elsewhere. */
    LINK_EXTERNAL_RESOURCE,
    /** A page is not as HTML and the rules of the site have it. */
    HTML_INVALID,
    /** A page is larger than pages may be. */
    PAGE_TOO_LARGE,
    /** Nothing leads to a file. */
    FILE_UNKNOWN,
    /** A rule, a log source or an event of which the catalogue has to say that data are missing. */
    COVERAGE_MISSING
  }

  static SiteFinding at(
      Code code, String path, int line, int column, String found, String expected) {
    return new SiteFinding(code, path, line, column, found, expected, 1);
  }

  static SiteFinding of(Code code, String path, String found, String expected) {
    return at(code, path, 0, 0, found, expected);
  }

  SiteFinding times(int number) {
    return new SiteFinding(code, path, line, column, found, expected, number);
  }

  private static String shorten(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
  }
}
