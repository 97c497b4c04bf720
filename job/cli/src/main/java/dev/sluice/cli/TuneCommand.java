package dev.sluice.cli;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.review.Exclusion;
import dev.sluice.engine.review.ExclusionSearch;
import dev.sluice.engine.sigma.RuleFiles;
import dev.sluice.engine.yaml.Printable;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice tune}: proposes what a rule should leave out. */
@Command(
    name = "tune",
    customSynopsis =
        "sluice tune RULE --false-positives FILE... --true-positives FILE... [OPTION]...",
    sortOptions = false,
    description = {
      "Propose an exclusion for a rule, as a Sigma filter document: it hides every false positive and no true one.",
      "",
      "It asks for few fields, and for those that stay the same: never for process numbers, GUIDs and times, for hashes"
          + " only when nothing else tells the events apart. It is judged together with the rules before it is shown;"
          + " exit code 1, and no document, when none is safe. What it hides is listed on standard error.",
      ""
    })
final class TuneCommand implements Callable<Integer> {

  private static final int MAX_LISTED = 20;

  private final Console console;

  @Parameters(
      paramLabel = "RULE",
      description = "A file with one rule, or the id or name of a rule.")
  private String rule = "";

  @Option(
      names = "--false-positives",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Events on which the rule should not fire; where it does not, they are ignored.")
  private List<String> falsePositives = List.of();

  @Option(
      names = "--true-positives",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Events on which it must go on to fire.")
  private List<String> truePositives = List.of();

  @Option(
      names = "--events",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Other events: how many of the rule's alerts on them would be hidden.")
  private List<String> events = List.of();

  @Mixin private final PackOptions packs = new PackOptions();
  @Mixin private final EventOptions eventOptions = new EventOptions();
  @Mixin private final TableOptions tables = new TableOptions();

  TuneCommand(Console console) {
    this.console = console;
  }

  /** The rule, the files that it stands in, and the events that are to be told apart. */
  private record Question(
      CompiledRule rule,
      RuleFiles files,
      RuleLoader loader,
      EventLimits limits,
      FiredEvents harmless,
      FiredEvents harmful) {}

  @Override
  public Integer call() {
    RuleTarget target = new RuleTarget(rule);
    RuleFiles files = packs.files(target);
    RuleLoader loader = new RuleLoader(tables);
    LoadedRules loaded = loader.load(files, RuleSelection.ALL);
    target.errors(loaded).forEach(new Problems(console.err())::rule);
    CompiledRule meant = one(target.rules(loaded));
    EventLimits limits = eventOptions.limits();
    FiredEvents harmless = fired(falsePositives, loaded, meant, limits);
    FiredEvents harmful = fired(truePositives, loaded, meant, limits);
    String nothing = nothingToDo(harmless, harmful);
    return nothing == null
        ? propose(new Question(meant, files, loader, limits, harmless, harmful), loaded)
        : refuse(nothing);
  }

  private FiredEvents fired(
      List<String> names, LoadedRules loaded, CompiledRule meant, EventLimits limits) {
    return FiredEvents.read(EventFile.of(names), loaded, meant.id(), limits, console);
  }

  private CompiledRule one(List<CompiledRule> rules) {
    if (rules.size() != 1) {
      throw CommandFailure.usage(
          rule
              + ": expected one rule, found "
              + rules.size()
              + (rules.isEmpty() ? "" : "; name one by its id"));
    }
    return rules.get(0);
  }

  private @Nullable String nothingToDo(FiredEvents harmless, FiredEvents harmful) {
    if (harmless.size() == 0) {
      return "the rule fires on " + harmless.text() + " of --false-positives: nothing to exclude";
    }
    return harmful.size() == 0
        ? "the rule fires on "
            + harmful.text()
            + " of --true-positives: nothing would show that it still fires"
        : null;
  }

  private int propose(Question question, LoadedRules loaded) {
    ExclusionSearch search =
        new ExclusionSearch(question.rule(), question.harmless().all(), question.harmful().all());
    for (Exclusion exclusion : search.proposals()) {
      ProposedFilter filter =
          new ProposedFilter(
              exclusion, question.rule(), question.files(), question.loader(), question.limits());
      if (filter.isSafe(question.harmless(), question.harmful())) {
        show(filter, question, loaded);
        return ExitCode.OK;
      }
    }
    return refuse(reason(search.indistinguishable(), question));
  }

  private void show(ProposedFilter filter, Question question, LoadedRules loaded) {
    LineOutput out = new LineOutput(console.out());
    filter.text().lines().forEach(out::line);
    List<FiredEvents.Held> hidden = question.harmless().events();
    hidden.stream().limit(MAX_LISTED).forEach(held -> say("hides " + held.place()));
    if (hidden.size() > MAX_LISTED) {
      say("hides " + Tally.count(hidden.size() - MAX_LISTED) + " more");
    }
    if (question.rule().header().idDerived()) {
      say("the rule states no id: the filter loses it when its file is renamed");
    }
    Summary summary =
        new Summary()
            .add("rule", question.rule().header().title())
            .add("hidden", hidden(filter, question.harmless()) + " false positives")
            .add("kept", kept(filter, question.harmful()) + " true positives");
    if (!events.isEmpty()) {
      FiredEvents others = fired(events, loaded, question.rule(), question.limits());
      summary.add("elsewhere", hidden(filter, others) + " alerts would be hidden");
    }
    summary.print(console.err());
  }

  private static String hidden(ProposedFilter filter, FiredEvents events) {
    return Tally.count(filter.hides(events)) + " of " + Tally.count(events.size());
  }

  private static String kept(ProposedFilter filter, FiredEvents events) {
    return Tally.count(events.size() - filter.hides(events)) + " of " + Tally.count(events.size());
  }

  private static String reason(int @Nullable [] twins, Question question) {
    return twins == null
        ? "no exclusion is safe: no values of at most three fields tell the false positives from the true ones"
        : "no exclusion is safe: no stable field tells "
            + question.harmless().events().get(twins[0]).place()
            + " from "
            + question.harmful().events().get(twins[1]).place();
  }

  private int refuse(String reason) {
    say(reason);
    return ExitCode.FINDINGS;
  }

  private void say(String text) {
    console.err().println("sluice: " + Printable.of(text));
  }
}
