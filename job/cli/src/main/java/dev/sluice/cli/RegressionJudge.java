package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import dev.sluice.engine.event.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts on how many events of a recording the rules of a file fire. */
final class RegressionJudge {

  private static final int MAX_EXPLAINED = 3;

  private final EventReader reader;

  RegressionJudge(EventTables tables) {
    this.reader = new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
  }

  /**
   * Checks one recording.
   *
   * @param file {@code info.yml}, for the result
   * @param rules of the rule file; one at least
   */
  ExampleCheck check(Path file, RegressionCase test, List<CompiledRule> rules) {
    Count count = new Count(rules);
    String unreadable = read(test, count);
    boolean expected = test.expected() > 0;
    boolean readable = unreadable == null && count.events > 0;
    Boolean actual = readable ? fires(test, count) : null;
    boolean passed = readable && fires(test, count) == expected;
    return new ExampleCheck(
        file.toString(),
        test.line(),
        passed ? "passed" : "failed",
        expected,
        actual,
        test.name(),
        rules.size() == 1 ? rules.get(0).header().id() : "",
        rules.get(0).header().title(),
        passed ? List.of() : explanation(test, count, unreadable),
        "null");
  }

  /** Counts the events of the recording; returns why they cannot be read, null when they can. */
  private @Nullable String read(RegressionCase test, Count count) {
    try (JsonDocuments documents =
        JsonDocuments.open(
            Files.newInputStream(test.events()),
            Layout.ofFile(test.events().toString()),
            EventLimits.defaults())) {
      for (Document next = documents.next(); next != null; next = documents.next()) {
        count.add(reader.read(next.bytes()));
      }
      return null;
    } catch (IOException e) {
      return test.events() + ": " + CommandFailure.reason(e);
    }
  }

  /** Whether so many fire as are expected; of none expected, whether one does. */
  private static boolean fires(RegressionCase test, Count count) {
    return count.fired >= Math.max(1, test.expected());
  }

  private static List<String> explanation(
      RegressionCase test, Count count, @Nullable String unreadable) {
    List<String> lines = new ArrayList<>();
    if (unreadable != null) {
      lines.add(unreadable);
    }
    lines.add(
        "the rule fires on "
            + count.fired
            + " of "
            + count.events
            + " events of "
            + test.events()
            + ", expected "
            + (test.expected() == 0 ? "none" : "at least " + test.expected()));
    lines.addAll(count.silent);
    return lines;
  }

  private static final class Count {
    private final List<CompiledRule> rules;
    private final List<String> silent = new ArrayList<>();
    private int events;
    private int fired;

    Count(List<CompiledRule> rules) {
      this.rules = rules;
    }

    void add(ReadResult read) {
      events++;
      if (read instanceof ReadResult.Unreadable unreadable) {
        note("event " + events + " cannot be read: " + unreadable.deadLetter().message());
        return;
      }
      Event event = ((ReadResult.Readable) read).event();
      if (rules.stream().anyMatch(rule -> ExampleJudge.fires(rule, event))) {
        fired++;
      } else {
        ExampleJudge.explain(rules, event).forEach(line -> note("event " + events + ": " + line));
      }
    }

    private void note(String line) {
      if (silent.size() < MAX_EXPLAINED) {
        silent.add(line);
      }
    }
  }
}
