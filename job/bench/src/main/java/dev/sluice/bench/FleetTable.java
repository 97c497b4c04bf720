package dev.sluice.bench;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints how the events of a fleet compare with those that they were made of. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = "Compare the events that are made for many hosts with the corpus.")
public final class FleetTable implements Callable<Integer> {

  private static final int KINDS = 10;
  private static final int ROUNDS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final double[] SHARES = {0.5, 0.9, 0.99};
  private static final long SECOND = 1_767_225_600;

  private final PrintStream out;
  private final EventTables tables = EventTables.builtIn();

  @Option(names = "--corpus", required = true, paramLabel = "DIR")
  private Path corpus = Path.of("");

  @Option(names = "--hosts", paramLabel = "N", description = "Default 1000.")
  private int hosts = 1000;

  @Option(names = "--events", paramLabel = "N", description = "Of each; default 80000.")
  private int events = 80_000;

  private FleetTable(PrintStream out) {
    this.out = out;
  }

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FleetTable(System.out)).execute(args));
  }

  /**
   * What is compared.
   *
   * @param kinds events by channel and number
   * @param lengths in bytes, sorted
   * @param distinct share of all texts that no event before had
   */
  record Mix(Map<String, Integer> kinds, int[] lengths, double distinct) {

    /** Of events that can be read. */
    static Mix of(List<byte[]> events, EventTables tables) {
      EventReader reader =
          new EventReader(tables.schemas(), tables.logSources(), EventLimits.defaults());
      Map<String, Integer> kinds = new HashMap<>();
      Set<String> seen = new HashSet<>();
      long texts = 0;
      for (byte[] bytes : events) {
        if (reader.read(bytes) instanceof ReadResult.Readable readable) {
          kinds.merge(kind(readable.event()), 1, Integer::sum);
          for (Value text : readable.event().texts()) {
            seen.add(text.text());
            texts++;
          }
        }
      }
      int[] lengths = events.stream().mapToInt(event -> event.length).sorted().toArray();
      return new Mix(kinds, lengths, (double) seen.size() / texts);
    }

    private static String kind(Event event) {
      String channel = first(event, "Channel");
      return channel.isEmpty()
          ? event.schema()
          : channel.toLowerCase(Locale.ROOT) + " " + first(event, "EventID");
    }

    private static String first(Event event, String field) {
      List<Value> values = event.values(field);
      return values.isEmpty() ? "" : values.get(0).text();
    }

    double share(String kind) {
      return (double) kinds.getOrDefault(kind, 0) / lengths.length;
    }

    int length(double share) {
      return lengths[(int) (share * (lengths.length - 1))];
    }

    /** The kinds with most events, those first. */
    List<String> commonest(int count) {
      return kinds.entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .limit(count)
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  @Override
  public Integer call() throws IOException {
    List<byte[]> real = Telemetry.read(corpus.resolve("telemetry"), events).sample();
    List<byte[]> made = made(Tape.read(corpus.resolve("telemetry"), Tape.EVERY), hosts, events);
    compare(Mix.of(real, tables), Mix.of(made, tables));
    RuleSets rules =
        new RuleSets(
            RuleSets.sigmaHq(corpus.resolve("sigmahq/sigmahq-rules.zip")), () -> Texts.of(real));
    RuleSet all = rules.of(RuleCount.ALL);
    line("engine alone, us an event", micros(all, real), micros(all, made), "%.1f");
    return 0;
  }

  /** The first events of a fleet. */
  static List<byte[]> made(Tape tape, int hosts, int count) {
    Fleet fleet = new Fleet(tape, hosts, 0, 1);
    List<byte[]> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      made.add(fleet.next(SECOND + i / 1000).value());
    }
    return made;
  }

  private void compare(Mix real, Mix made) {
    out.printf("%-60s %10s %10s%n", "", "corpus", "made");
    for (String kind : real.commonest(KINDS)) {
      line(kind + ", % of events", 100 * real.share(kind), 100 * made.share(kind), "%.1f");
    }
    for (double share : SHARES) {
      String name = String.format(Locale.ROOT, "bytes, p%.0f", 100 * share);
      line(name, real.length(share), made.length(share), "%.0f");
    }
    line("texts not seen before, %", 100 * real.distinct(), 100 * made.distinct(), "%.1f");
  }

  private void line(String name, double real, double made, String format) {
    String row = "%-60s " + format.replace("%", "%10") + " " + format.replace("%", "%10") + "%n";
    out.printf(Locale.ROOT, row, name, real, made);
  }

  private double micros(RuleSet rules, List<byte[]> measured) {
    RuleIndex index = RuleIndex.of(rules, tables, EventLimits.defaults());
    Measurement of =
        new Throughput(Judges.indexed(index), fired -> {}, WARM_UP, () -> {})
            .measure(EventRounds.split(measured, ROUNDS));
    return 1e6 / of.eventsPerSecond();
  }
}
