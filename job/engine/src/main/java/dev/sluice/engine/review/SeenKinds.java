package dev.sluice.engine.review;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.match.JudgedEvent;
import dev.sluice.engine.match.LeafWalk;
import dev.sluice.engine.match.RuleSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers beside a judge what a stream of events lets rules see, for {@link Coverage} to say of
 * each rule.
 *
 * <p>Events are told apart by their log sources and by a group that the caller knows. Those that no
 * rule asks for are not kept. Of a kind and group the fields that rules read and no event had yet
 * are looked for in every event: a field may be one that a single event in thousands has. Memory is
 * bounded: beyond {@value #MOST} kinds and groups events are only counted. For one thread.
 *
 * <p>Invariant: a field is called absent only while every event counted as looked at lacked it.
 */
public final class SeenKinds {

  static final int MOST = 4096;

  private final int groups;
  private final Map<Set<LogSource>, Kind> kinds = new HashMap<>();

  /** By identity, for most events of a kind have the same object. */
  private final IdentityHashMap<Set<LogSource>, Kind> known = new IdentityHashMap<>();

  private final long[] asked;
  private final long[] omitted;
  private List<CompiledRule> rules = List.of();
  private int round;
  private int cells;
  private boolean learned;

  /** All events with the same log sources, by group. */
  private static final class Kind {
    private final Set<LogSource> logSources;
    private final @Nullable Cell[] cells;
    private Set<String> fields = Set.of();
    private boolean asked;
    private int round;

    Kind(Set<LogSource> logSources, int groups) {
      this.logSources = logSources;
      this.cells = new Cell[groups];
    }
  }

  /** Those of one group. */
  private static final class Cell {
    private final Set<String> present = new LinkedHashSet<>();
    private final HostSketch hosts = new HostSketch();
    private List<String> absent = new ArrayList<>();
    private long events;
    private long looked;
    private int round;

    /** Returns whether a field was found. */
    boolean look(JudgedEvent event) {
      looked++;
      int before = absent.size();
      for (int i = before - 1; i >= 0; i--) {
        String field = absent.get(i);
        if (event.has(field)) {
          absent.remove(i);
          present.add(field);
        }
      }
      return absent.size() < before;
    }

    /** From now on {@code fields} are of interest. */
    void readFor(Set<String> fields) {
      present.retainAll(fields);
      Set<String> missing = new LinkedHashSet<>(fields);
      missing.removeAll(present);
      looked = absent.containsAll(missing) ? looked : 0;
      absent = new ArrayList<>(missing);
    }

    SeenKind seen(Kind kind) {
      return new SeenKind(
          kind.logSources, events, looked, present, new LinkedHashSet<>(absent), hosts.copy());
    }
  }

  /**
   * @param groups how many there are
   */
  public SeenKinds(int groups) {
    this.groups = groups;
    this.asked = new long[groups];
    this.omitted = new long[groups];
  }

  /** The judge judges by {@code ruleSet} from the next event on, under the same tables. */
  public void rules(RuleSet ruleSet) {
    rules = ruleSet.rules();
    round++;
    known.clear();
    kinds.values().removeIf(kind -> !kind.asked);
    Arrays.fill(asked, 0);
    learned = true;
  }

  /**
   * Adds an event that was judged.
   *
   * @param group from 0
   * @param host null when it names none
   */
  public void add(int group, @Nullable String host, JudgedEvent event) {
    add(group, host, event, 1);
  }

  /**
   * Adds an event that was judged and stands for others, of the same kind most likely.
   *
   * @param events it and the others; they count as events, but as looked at only it does
   */
  public void add(int group, @Nullable String host, JudgedEvent event, int events) {
    Set<LogSource> logSources = event.logSources();
    if (logSources.isEmpty()) {
      return;
    }
    asked[group] += events;
    Kind kind = known.get(logSources);
    if (kind == null) {
      kind = kindOf(logSources);
    }
    if (kind != null && kind.round != round) {
      ask(kind);
    }
    if (kind != null && !kind.asked) {
      return;
    }
    Cell cell = kind == null ? null : cell(kind, group);
    if (cell == null) {
      omitted[group] += events;
      return;
    }
    cell.events += events;
    if (host != null) {
      cell.hosts.add(host);
    }
    learned |= cell.look(event);
  }

  /** Whether there is anything new but numbers since this was asked last. */
  public boolean takeLearned() {
    boolean was = learned;
    learned = false;
    return was;
  }

  /** Returns what was seen of {@code group}, most events first. */
  public List<SeenKind> of(int group) {
    List<SeenKind> seen = new ArrayList<>();
    for (Kind kind : kinds.values()) {
      Cell cell = kind.cells[group];
      if (cell != null && kind.asked) {
        seen.add(cell.seen(kind));
      }
    }
    seen.sort(Comparator.comparingLong(SeenKind::events).reversed());
    return seen;
  }

  /**
   * Returns how many events of {@code group} rules were asked about since the last change of them.
   */
  public long asked(int group) {
    return asked[group];
  }

  /** Returns how many events of {@code group} there was no room for. */
  public long omitted(int group) {
    return omitted[group];
  }

  /** Returns null when there is no room for it. */
  private @Nullable Kind kindOf(Set<LogSource> logSources) {
    Kind kind = kinds.get(logSources);
    if (kind == null) {
      if (kinds.size() == MOST) {
        return null;
      }
      kind = new Kind(logSources, groups);
      kinds.put(logSources, kind);
    }
    if (known.size() == MOST) {
      known.clear();
    }
    known.put(logSources, kind);
    return kind;
  }

  private void ask(Kind kind) {
    List<Predicate> asking =
        rules.stream()
            .filter(rule -> Firing.admits(rule, kind.logSources))
            .map(CompiledRule::predicate)
            .toList();
    kind.asked = !asking.isEmpty();
    kind.fields = new LinkedHashSet<>();
    LeafWalk.fields(asking, kind.fields);
    kind.round = round;
  }

  /** Returns null when there is no room for it. */
  private @Nullable Cell cell(Kind kind, int group) {
    Cell cell = kind.cells[group];
    if (cell == null && cells < MOST) {
      cell = new Cell();
      kind.cells[group] = cell;
      cells++;
      learned = true;
    }
    if (cell != null && cell.round != round) {
      cell.readFor(kind.fields);
      cell.round = round;
    }
    return cell;
  }
}
