package dev.sluice.catalog.site;

import dev.sluice.catalog.data.EventReach;
import java.util.List;
import java.util.Locale;

/**
 * What stands in a cell of a table, beside the name of a fact, or in a paragraph.
 *
 * <p>Invariant: what a rule says is shortened here, so that no text can make a page too large.
 */
sealed interface Cell {

  /** What the tags around a cell may take. */
  int TAGS = 120;

  /** How many bytes it may take in HTML. */
  int weight();

  /** Whether it belongs at the right end of its column. */
  default boolean isNumber() {
    return false;
  }

  /** Plain words. */
  record Text(String text) implements Cell {
    private static final int MAX = 600;

    public Text {
      text = ShownText.of(text, MAX);
    }

    @Override
    public int weight() {
      return TAGS + Paging.weight(text);
    }
  }

  /**
   * A link to a page.
   *
   * @param path from the root of the site
   */
  record Link(String path, String text) implements Cell {
    static final int MAX = 160;

    public Link {
      text = text.isBlank() ? "(no name)" : ShownText.of(text, MAX);
    }

    @Override
    public int weight() {
      return TAGS + path.length() + Paging.weight(text);
    }
  }

  /**
   * Several links below each other.
   *
   * @param more how many others are not shown
   */
  record Links(List<Link> links, int more) implements Cell {
    public Links {
      links = List.copyOf(links);
    }

    @Override
    public int weight() {
      return TAGS + links.stream().mapToInt(Link::weight).sum();
    }
  }

  /**
   * A value, letter by letter.
   *
   * @param path of the page about it; empty when there is none
   */
  record Value(String text, String path) implements Cell {
    static final int MAX = 4_000;
    private static final int BRIEF = 300;

    public Value {
      text = ShownText.value(text, MAX);
    }

    /** For a table: at most a few lines of {@code text}. */
    static Value brief(String text, String path) {
      return new Value(Paging.shorten(text, BRIEF), path);
    }

    @Override
    public int weight() {
      return TAGS + path.length() + Paging.weight(text);
    }
  }

  /**
   * A number, and a bar when {@code max} is not 0.
   *
   * @param max the number that has the longest bar
   */
  record Count(int number, int max) implements Cell {
    /** The length of the longest bar, in pixels. */
    static final int BAR = 120;

    static Count plain(int number) {
      return new Count(number, 0);
    }

    /** The number in digits, with commas between the thousands. */
    String text() {
      return String.format(Locale.ROOT, "%,d", number);
    }

    /** The length of the bar in pixels; never 0 for what is there. */
    int bar() {
      long length = (long) number * BAR / Math.max(1, max);
      return number == 0 ? 0 : (int) Math.max(1, length);
    }

    @Override
    public int weight() {
      return 2 * TAGS;
    }

    @Override
    public boolean isNumber() {
      return true;
    }
  }

  /** The level of a rule. */
  record Level(String text) implements Cell {
    @Override
    public int weight() {
      return TAGS;
    }
  }

  /** How much of a rule can match a kind of event. */
  record Reach(EventReach.Reach reach) implements Cell {
    /** For the style sheet. */
    String word() {
      return reach.name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    String text() {
      return switch (reach) {
        case ALL -> "in full";
        case SOME -> "in part";
        case NONE -> "never";
      };
    }

    @Override
    public int weight() {
      return TAGS;
    }
  }

  /**
   * An event that shows a verdict, folded up.
   *
   * @param summary what the event shows
   */
  record Witness(String summary, String event) implements Cell {
    private static final int MAX = 2_000;

    public Witness {
      event = ShownText.of(event, MAX);
    }

    @Override
    public int weight() {
      return 2 * TAGS + Paging.weight(summary) + Paging.weight(event);
    }
  }
}
