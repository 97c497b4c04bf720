package dev.sluice.engine.lint;

import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.MappedFields;
import dev.sluice.engine.sigma.LogSourcePattern;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which fields events of a log source have: by {@code fields.txt}, which lists all of some log
 * sources, and by the mapping tables. For one thread.
 */
public final class KnownFields {

  private final EventTables tables;
  private final Map<String, Set<String>> groups = new HashMap<>();
  private final Map<String, Set<String>> listed = new LinkedHashMap<>();
  private final Map<LogSourcePattern, Fields> found = new HashMap<>();

  /**
   * The fields of one log source.
   *
   * @param names all that are known
   * @param complete whether there are no others
   * @param paths paths of single schemas and the field that stands for each
   */
  public record Fields(Set<String> names, boolean complete, Map<String, String> paths) {
    public Fields {
      names = Set.copyOf(names);
      paths = Map.copyOf(paths);
    }
  }

  public KnownFields(EventTables tables) {
    this.tables = tables;
    for (String line : ResourceLines.of("fields.txt")) {
      String[] sides = line.split(" : ", 2);
      boolean isGroup = sides[0].startsWith("= ");
      Set<String> names =
          isGroup
              ? groups.computeIfAbsent(sides[0].substring(2), key -> new TreeSet<>())
              : listed.computeIfAbsent(sides[0], key -> new TreeSet<>());
      add(sides[1].split(" "), names);
    }
  }

  private void add(String[] words, Set<String> names) {
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals("+")) {
        names.addAll(groups.getOrDefault(words[++i], Set.of()));
      } else {
        names.add(words[i]);
      }
    }
  }

  /** The fields of the events that a rule with {@code stated} is asked about. */
  public Fields of(LogSourcePattern stated) {
    return found.computeIfAbsent(stated, this::find);
  }

  private Fields find(LogSourcePattern stated) {
    MappedFields mapped =
        tables.mappedFields(
            source -> LogSourceCheck.admits(stated, source), Set.copyOf(stated.categories()));
    Set<String> names = new TreeSet<>(mapped.names());
    boolean complete = stated.products().size() == 1 && stated.categories().size() == 1;
    if (complete) {
      Set<String> own = listed.get(stated.products().get(0) + " " + stated.categories().get(0));
      complete = own != null;
      names.addAll(own == null ? Set.of() : own);
    }
    return new Fields(names, complete, mapped.paths());
  }
}
