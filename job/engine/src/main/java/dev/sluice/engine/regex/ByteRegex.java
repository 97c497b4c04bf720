package dev.sluice.engine.regex;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that is searched for in UTF-8 bytes. Immutable; shared by threads, each of
 * which has its own {@link Searcher}.
 */
public final class ByteRegex {

  /** Memory that a searcher keeps its states in; grows on demand. */
  private static final long MAX_BYTES = 1 << 20;

  private final Pattern pattern;
  private final Program program;
  private final @Nullable Skip skip;
  private final @Nullable RequiredPair required;

  private ByteRegex(Pattern pattern, Program program, @Nullable RequiredPair required) {
    this.pattern = pattern;
    this.program = program;
    this.skip = Skip.of(program);
    this.required = required;
  }

  /**
   * Returns {@code pattern} for bytes, or null when this package does not take it and RE2/J has to
   * be asked.
   */
  public static @Nullable ByteRegex of(Pattern pattern) {
    Expression expression = ExpressionParser.parse(pattern);
    if (expression == null) {
      return null;
    }
    Search search = Search.of(expression);
    Program program = Program.of(search);
    // An anchored search mostly ends with the first bytes.
    RequiredPair required = search.anchored() ? null : RequiredPair.of(search.body());
    return program == null ? null : new ByteRegex(pattern, program, required);
  }

  /** A searcher for one thread; it keeps up to 1 MiB of states. */
  public Searcher newSearcher() {
    return newSearcher(MAX_BYTES);
  }

  Searcher newSearcher(long maxBytes) {
    return new Searcher(this, new LazyAutomaton(program, skip, maxBytes));
  }

  /** Searches for one expression; remembers the states that earlier texts led to. */
  public static final class Searcher {

    private final ByteRegex regex;
    private final LazyAutomaton automaton;
    private int givenUp;

    private Searcher(ByteRegex regex, LazyAutomaton automaton) {
      this.regex = regex;
      this.automaton = automaton;
    }

    /**
     * Whether the expression is found anywhere from {@code from} to before {@code to}, whose bytes
     * are well-formed UTF-8: the answer of {@code pattern.matcher(text).find()}.
     *
     * <p>Cost is linear in the bytes, one to two nanoseconds each once the states are known; when
     * they do not fit, RE2/J is asked.
     */
    public boolean find(byte[] bytes, int from, int to) {
      RequiredPair required = regex.required;
      if (required != null && !required.isIn(bytes, from, to)) {
        return false;
      }
      LazyAutomaton.Outcome outcome = automaton.search(bytes, from, to);
      if (outcome != LazyAutomaton.Outcome.GIVEN_UP) {
        return outcome == LazyAutomaton.Outcome.FOUND;
      }
      givenUp++;
      String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      return regex.pattern.matcher(text).find();
    }

    /** Searches that RE2/J had to do. */
    int givenUp() {
      return givenUp;
    }

    LazyAutomaton automaton() {
      return automaton;
    }
  }
}
