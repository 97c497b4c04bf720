package dev.sluice.engine.review;

import dev.sluice.engine.compile.Anchor;
import dev.sluice.engine.compile.BooleanTest;
import dev.sluice.engine.compile.GlobTest;
import dev.sluice.engine.compile.NetworkTest;
import dev.sluice.engine.compile.NumberTest;
import dev.sluice.engine.compile.RegexTest;
import dev.sluice.engine.compile.TextTest;
import dev.sluice.engine.compile.TimeTest;
import dev.sluice.engine.compile.ValueTest;
import dev.sluice.engine.regex.SampleTexts;
import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.Modifier;
import dev.sluice.engine.sigma.StringToken;
import dev.sluice.engine.sigma.StringToken.Wildcard;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts that are likely to pass a test, the plainest first. Whoever takes one tests it. */
final class Samples {

  private static final String FILL = "x";
  private static final String OTHER_FILL = "0";
  private static final LocalDateTime SOME_TIME = LocalDateTime.of(2026, 6, 15, 12, 30, 30);

  private Samples() {}

  static List<String> of(ValueTest test) {
    if (test instanceof TextTest text) {
      return of(text);
    }
    if (test instanceof GlobTest glob) {
      return List.of(text(glob, "", FILL), text(glob, FILL, FILL), text(glob, "ab", "b"));
    }
    if (test instanceof RegexTest regex) {
      return SampleTexts.of(regex.pattern());
    }
    if (test instanceof NumberTest number) {
      return near(number.comparison()).map(BigDecimal::toPlainString).toList();
    }
    if (test instanceof TimeTest time) {
      return near(time.comparison()).flatMap(value -> times(time.part(), value)).toList();
    }
    if (test instanceof NetworkTest network) {
      return List.of(network.text().replaceFirst("/.*", ""));
    }
    if (test instanceof BooleanTest bool) {
      return List.of(bool.text());
    }
    throw new IllegalStateException("unknown test " + test.getClass());
  }

  private static List<String> of(TextTest test) {
    String text = test.written();
    boolean openStart = test.anchor() == Anchor.SUFFIX || test.anchor() == Anchor.CONTAINS;
    boolean openEnd = test.anchor() == Anchor.PREFIX || test.anchor() == Anchor.CONTAINS;
    List<String> samples = new ArrayList<>(List.of(text));
    for (String fill : List.of(FILL, OTHER_FILL)) {
      if (openEnd) {
        samples.add(text + fill);
      }
      if (openStart) {
        samples.add(fill + text);
      }
      if (openStart && openEnd) {
        samples.add(fill + text + fill);
      }
    }
    if (!test.cased()) {
      samples.add(text.toUpperCase(Locale.ROOT));
      samples.add(text.toLowerCase(Locale.ROOT));
    }
    return samples;
  }

  private static String text(GlobTest glob, String run, String one) {
    return glob.written().tokens().stream()
        .map(
            token ->
                token instanceof StringToken.Literal literal
                    ? literal.text()
                    : token == Wildcard.ANY_RUN ? run : one)
        .collect(Collectors.joining());
  }

  private static Stream<BigDecimal> near(Comparison comparison) {
    BigDecimal value = comparison.value();
    return Stream.of(value, value.add(BigDecimal.ONE), value.subtract(BigDecimal.ONE))
        .filter(comparison::test);
  }

  private static Stream<String> times(Modifier part, BigDecimal value) {
    TemporalField field =
        switch (part) {
          case MINUTE -> ChronoField.MINUTE_OF_HOUR;
          case HOUR -> ChronoField.HOUR_OF_DAY;
          case DAY -> ChronoField.DAY_OF_MONTH;
          case WEEK -> IsoFields.WEEK_OF_WEEK_BASED_YEAR;
          case MONTH -> ChronoField.MONTH_OF_YEAR;
          default -> ChronoField.YEAR;
        };
    try {
      return Stream.of(SOME_TIME.with(field, value.longValue()) + "Z");
    } catch (DateTimeException e) {
      return Stream.empty();
    }
  }

  /** Texts that may pass all of {@code tests}. */
  static List<String> of(List<ValueTest> tests) {
    List<String> samples = new ArrayList<>();
    if (tests.size() > 1) {
      Pieces pieces = new Pieces();
      tests.forEach(pieces::add);
      samples.addAll(pieces.joined());
    }
    tests.forEach(test -> samples.addAll(of(test)));
    return samples;
  }

  /** The parts of one text. */
  private static final class Pieces {
    private String start = "";
    private String end = "";
    private final List<String> middle = new ArrayList<>();

    void add(ValueTest test) {
      if (test instanceof TextTest text) {
        add(text.anchor(), text.written());
      } else if (test instanceof GlobTest glob) {
        List<StringToken> tokens = glob.written().tokens();
        boolean openStart = tokens.get(0) == Wildcard.ANY_RUN;
        boolean openEnd = tokens.get(tokens.size() - 1) == Wildcard.ANY_RUN;
        Anchor anchor =
            openStart
                ? openEnd ? Anchor.CONTAINS : Anchor.SUFFIX
                : openEnd ? Anchor.PREFIX : Anchor.EXACT;
        add(anchor, text(glob, "", FILL));
      } else {
        of(test).stream().limit(1).forEach(sample -> add(Anchor.CONTAINS, sample));
      }
    }

    private void add(Anchor anchor, String text) {
      switch (anchor) {
        case PREFIX -> start = text.length() > start.length() ? text : start;
        case SUFFIX -> end = text.length() > end.length() ? text : end;
        case EXACT, CONTAINS -> middle.add(text);
      }
    }

    List<String> joined() {
      String ends = start + "\n" + end;
      List<String> needed =
          middle.stream()
              .filter(part -> !ends.contains(part))
              .filter(part -> middle.stream().noneMatch(o -> !o.equals(part) && o.contains(part)))
              .distinct()
              .toList();
      String plain = start + String.join("", needed) + end;
      String spaced =
          Stream.of(Stream.of(start), needed.stream(), Stream.of(end))
              .flatMap(parts -> parts)
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining(" "));
      String filled = start + FILL + String.join(FILL, needed) + FILL + end;
      return List.of(needed.isEmpty() ? plain : spaced, plain, spaced, filled);
    }
  }
}
