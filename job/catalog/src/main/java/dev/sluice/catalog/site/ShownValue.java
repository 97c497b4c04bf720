package dev.sluice.catalog.site;

import dev.sluice.catalog.data.IndicatorUse;
import dev.sluice.catalog.data.TestValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A value that a rule looks for, as a page shows it.
 *
 * @param lead how it is compared, in words; empty when all of a list are compared in one way
 * @param text what is matched
 * @param note what the text alone does not show, as blanks at its ends; empty when nothing
 * @param sources how the rule spells it; none when it is spelled as it is matched
 * @param href of the page of the indicator; empty when it has none: no rule looks for it
 * @param others how many other rules look for the same, in words
 * @param refused in how many refused documents it stands, in words; empty for none
 */
record ShownValue(
    String lead,
    String text,
    String note,
    List<String> sources,
    String href,
    String others,
    String refused) {

  private static final int MAX_TEXT = 1_000;
  private static final int MAX_SOURCES = 5;
  private static final int MARKUP = 220;

  ShownValue {
    sources = List.copyOf(sources);
  }

  /** A value of a test, spelled as it is matched or not. */
  static ShownValue of(String lead, TestValue value, UnaryOperator<String> hrefs) {
    return of(lead, value, List.of(), hrefs);
  }

  /** A value of a test and how the rule spells it. */
  static ShownValue withSource(String lead, TestValue value, UnaryOperator<String> hrefs) {
    return of(lead, value, List.of(ShownText.value(value.source(), MAX_TEXT)), hrefs);
  }

  private static ShownValue of(
      String lead, TestValue value, List<String> sources, UnaryOperator<String> hrefs) {
    return new ShownValue(
        lead,
        shown(value.text()),
        note(value.text()),
        sources,
        hrefs.apply(value.indicator()),
        "",
        "");
  }

  /** An indicator of a rule and who else has it. */
  static ShownValue of(IndicatorUse use, Frame frame) {
    String packs =
        use.othersPerPack().entrySet().stream()
            .map(pack -> pack.getKey() + " " + pack.getValue())
            .collect(Collectors.joining(", "));
    return new ShownValue(
        "",
        shown(use.text()),
        note(use.text()),
        use.sources().stream()
            .filter(source -> !source.endsWith(": " + use.text()))
            .limit(MAX_SOURCES)
            .map(source -> ShownText.value(source, MAX_TEXT))
            .toList(),
        frame.to(SitePaths.indicator(use.key())),
        use.others() == 0
            ? "only here"
            : "corpus " + use.others() + " (" + ShownText.of(packs, MAX_TEXT) + ")",
        use.refused() == 0
            ? ""
            : use.refused() + (use.refused() == 1 ? " refused document" : " refused documents"));
  }

  /** An estimate of its bytes in HTML, hardly ever too small. */
  int weight() {
    int weight = MARKUP + Paging.weight(text) + Paging.weight(note) + Paging.weight(others);
    for (String source : sources) {
      weight += Paging.weight(source) + MARKUP / 4;
    }
    return weight;
  }

  private static String shown(String text) {
    return text.isEmpty() ? "''" : ShownText.value(text, MAX_TEXT);
  }

  private static String note(String text) {
    List<String> notes = new ArrayList<>();
    boolean start = text.startsWith(" ");
    boolean end = text.endsWith(" ");
    if (text.isEmpty()) {
      notes.add("the empty text");
    } else if (text.isBlank() && start) {
      notes.add(text.length() == 1 ? "a blank" : text.length() + " blanks");
    } else if (start && end) {
      notes.add("blanks at both ends");
    } else if (start || end) {
      notes.add(start ? "blank at the start" : "blank at the end");
    }
    if (text.length() > MAX_TEXT) {
      notes.add("shortened: it has " + text.length() + " characters");
    }
    if (ShownText.hasUnseen(text)) {
      notes.add("‹U+…› stands for a character that cannot be seen");
    }
    return String.join("; ", notes);
  }
}
