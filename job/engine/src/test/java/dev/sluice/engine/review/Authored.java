package dev.sluice.engine.review;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.match.RuleSetCompiler;
import dev.sluice.engine.sigma.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rules and events that a test writes down. */
final class Authored {

  static final EventTables TABLES = EventTables.builtIn();

  private static final EventReader READER =
      new EventReader(TABLES.schemas(), TABLES.logSources(), EventLimits.defaults());

  private Authored() {}

  /** The rule with {@code detection}, which is that of Windows processes. */
  static CompiledRule rule(String detection) {
    return rule("{product: windows, category: process_creation}", detection);
  }

  static CompiledRule rule(String logSource, String detection) {
    return compile(text("a rule", logSource, detection)).ruleSet().rules().get(0);
  }

  static String text(String title, String logSource, String detection) {
    return "title: %s\nlogsource: %s\ndetection:\n%s"
        .formatted(title, logSource, detection.indent(2));
  }

  /** Compiles documents, each a file; none may be refused. */
  static CompiledRuleSet compile(String... documents) {
    List<SourceFile> files = new ArrayList<>();
    for (String document : documents) {
      String path = "rule" + files.size() + ".yml";
      files.add(new SourceFile("pack", path, path, document.getBytes(StandardCharsets.UTF_8)));
    }
    CompiledRuleSet compiled =
        new RuleSetCompiler(RuleSelection.ALL, Placeholders.NONE, TABLES.logSources().known())
            .compile("test", 1, files);
    if (!compiled.errors().isEmpty()) {
      throw new AssertionError(compiled.errors().toString());
    }
    return compiled;
  }

  static Event event(String json) {
    if (READER.read(json.getBytes(StandardCharsets.UTF_8)) instanceof ReadResult.Readable read) {
      return read.event();
    }
    throw new AssertionError("no event: " + json);
  }

  /** A process with {@code members}, which begin with a comma when there are any. */
  static Event process(String members) {
    return event(
        "{\"logsource\":{\"product\":\"windows\",\"category\":\"process_creation\"}"
            + members
            + "}");
  }
}
