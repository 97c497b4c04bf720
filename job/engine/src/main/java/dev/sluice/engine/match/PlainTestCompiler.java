package dev.sluice.engine.match;

import dev.sluice.engine.compile.GlobTest;
import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.NumberTest;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.compile.RegexTest;
import dev.sluice.engine.compile.TextTest;
import dev.sluice.engine.compile.ValueTest;
import dev.sluice.engine.event.Utf8;
import dev.sluice.engine.event.Vocabulary;
import dev.sluice.engine.regex.ByteRegex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes predicates into {@link PlainTest}s; equal ones become one, which is evaluated once per
 * event. Thread-safe.
 */
final class PlainTestCompiler {
  /** Fewer texts are looked for one by one. */
  private static final int MIN_TOGETHER = 2;

  private static final int[] NOBODY = {0};

  private final Vocabulary vocabulary;
  private final Map<Object, PlainTest> known = new HashMap<>();
  private final Map<RegexTest, Optional<ByteRegex>> regexes = new ConcurrentHashMap<>();
  private int remembered;

  PlainTestCompiler(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Returns this compiler, or a new one when this knows more than {@code most} tests or other
   * fields than {@code wanted}.
   */
  synchronized PlainTestCompiler forAtMost(Vocabulary wanted, int most) {
    return remembered > most || wanted != vocabulary ? new PlainTestCompiler(wanted) : this;
  }

  /** Returns the byte engine's form of {@code test}, or null when it does not take it. */
  @Nullable ByteRegex regex(RegexTest test) {
    return regexes
        .computeIfAbsent(test, absent -> Optional.ofNullable(ByteRegex.of(test.pattern())))
        .orElse(null);
  }

  synchronized PlainTest compile(Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return new PlainTest.All(and.terms().stream().map(this::compile).toList());
    }
    if (predicate instanceof Predicate.Or or) {
      return any(or);
    }
    if (predicate instanceof Predicate.Not not) {
      return new PlainTest.Negation(compile(not.term()));
    }
    if (predicate instanceof Predicate.Selection selection) {
      return compile(selection.body());
    }
    if (predicate instanceof Predicate.Before before) {
      return remember(before, () -> new PlainTest.InFull(before));
    }
    if (predicate instanceof Leaf leaf) {
      return remember(leaf, () -> leaf(leaf));
    }
    throw new IllegalStateException("unknown predicate " + predicate.getClass());
  }

  /** Returns the one test for all that is equal to {@code tested}. */
  private PlainTest remember(Object tested, Supplier<PlainTest> test) {
    PlainTest before = known.get(tested);
    if (before != null) {
      return before;
    }
    PlainTest once = new PlainTest.Remembered(remembered++, test.get());
    known.put(tested, once);
    return once;
  }

  /** Texts of one field are looked for together. */
  private PlainTest any(Predicate.Or or) {
    Map<String, List<Predicate>> byField = new LinkedHashMap<>();
    List<PlainTest> terms = new ArrayList<>();
    for (Predicate term : or.terms()) {
      if (term instanceof Leaf.FieldMatches matches
          && isFoldedText(matches.valueTest())
          && Vocabulary.isFollowed(matches.field())) {
        byField.computeIfAbsent(matches.field(), field -> new ArrayList<>()).add(term);
      } else {
        terms.add(compile(term));
      }
    }
    byField.forEach((field, texts) -> terms.add(0, together(field, texts)));
    return terms.size() == 1 ? terms.get(0) : new PlainTest.Any(terms);
  }

  private PlainTest together(String field, List<Predicate> texts) {
    return texts.size() < MIN_TOGETHER
        ? new PlainTest.Any(texts.stream().map(this::compile).toList())
        : remember(texts, () -> oneOf(field, texts));
  }

  private PlainTest oneOf(String field, List<Predicate> texts) {
    LiteralIndex.Builder literals = new LiteralIndex.Builder();
    List<TextTest> tests = new ArrayList<>();
    for (Predicate text : texts) {
      TextTest test = (TextTest) ((Leaf.FieldMatches) text).valueTest();
      literals.add(new Literal(field, test.anchor(), test.compared(), false), 0);
      tests.add(test);
    }
    return new PlainTest.FieldHasOneOf(vocabulary.number(field), literals.build(), tests);
  }

  private static boolean isFoldedText(ValueTest test) {
    return test instanceof TextTest text
        && !text.cased()
        && !text.compared().isEmpty()
        && !Utf8.hasLoneSurrogate(text.compared());
  }

  private PlainTest leaf(Leaf leaf) {
    if (leaf instanceof Leaf.Keyword keyword) {
      return new PlainTest.Anywhere(check(keyword.valueTest()));
    }
    if (!Vocabulary.isFollowed(leaf.field())) {
      return new PlainTest.InFull(leaf);
    }
    if (leaf instanceof Leaf.FieldMatches matches) {
      return new PlainTest.Field(vocabulary.number(matches.field()), check(matches.valueTest()));
    }
    if (leaf instanceof Leaf.FieldRelation relation && Vocabulary.isFollowed(relation.other())) {
      return new PlainTest.Relation(
          vocabulary.number(relation.field()), vocabulary.number(relation.other()), relation);
    }
    if (leaf instanceof Leaf.FieldExists exists) {
      return new PlainTest.Exists(vocabulary.number(exists.field()), exists);
    }
    if (leaf instanceof Leaf.FieldIsNull isNull) {
      return new PlainTest.IsNull(vocabulary.number(isNull.field()));
    }
    return new PlainTest.InFull(leaf);
  }

  private PlainTest.ValueCheck check(ValueTest test) {
    if (test instanceof TextTest text && !Utf8.hasLoneSurrogate(text.compared())) {
      byte[] bytes = text.compared().getBytes(StandardCharsets.UTF_8);
      Watched watched = new Watched(text.anchor(), bytes, NOBODY);
      return text.cased()
          ? new PlainTest.ExactText(watched, text)
          : new PlainTest.FoldedText(watched, text);
    }
    if (test instanceof NumberTest number) {
      String digits = ConstantFolder.wholeNumber(number.comparison());
      if (digits != null) {
        return new PlainTest.WholeNumber(digits.getBytes(StandardCharsets.US_ASCII), number);
      }
    }
    if (test instanceof GlobTest glob) {
      return new PlainTest.Glob(new ByteGlob(glob.compared()), glob);
    }
    if (test instanceof RegexTest regex) {
      ByteRegex bytes = regex(regex);
      if (bytes != null) {
        return new PlainTest.Regex(bytes, regex);
      }
    }
    return new PlainTest.Other(test);
  }
}
