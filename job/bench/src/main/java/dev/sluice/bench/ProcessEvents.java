package dev.sluice.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Process creations made from real ones, as many as are wanted.
 *
 * <p>Each is a copy of a real event, drawn at random, with a host, user, times, GUIDs and process
 * ids of its own, and with paths and command lines whose words were exchanged for others of the
 * telemetry that are as long: so the length of a command line is distributed as it was. The
 * rendered message repeats the new values. The same seed gives the same events.
 */
final class ProcessEvents {

  /** Words of paths that are the same everywhere. */
  private static final Set<String> DIRECTORIES =
      Set.of("windows", "system", "syswow", "program", "programdata", "files", "users", "appdata");

  private final List<EventTree> templates;
  private final Words words;

  /**
   * @param templates process creations, one at least
   * @param telemetry values of events, whose words are used
   */
  ProcessEvents(List<byte[]> templates, List<String> telemetry) {
    this.templates = templates.stream().map(EventTree::of).toList();
    Set<String> programs = new HashSet<>(DIRECTORIES);
    for (EventTree template : this.templates) {
      programs.addAll(Words.in(FreshProcess.programs(template)));
    }
    this.words = Words.of(telemetry).without(programs);
  }

  /** Returns {@code count} events. */
  List<byte[]> make(long seed, int count) {
    List<byte[]> events = new ArrayList<>(count);
    for (EventTree tree : trees(seed, count)) {
      events.add(tree.bytes());
    }
    return events;
  }

  /** The same events, to be made at need and changed further. */
  Iterable<EventTree> trees(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    return () ->
        random
            .split()
            .ints(count, 0, templates.size())
            .mapToObj(template -> fresh(templates.get(template), random))
            .iterator();
  }

  private EventTree fresh(EventTree template, SplittableRandom random) {
    EventTree tree = template.copy();
    tree.rewrite(new FreshProcess(tree, words, DIRECTORIES, random));
    return tree;
  }
}
