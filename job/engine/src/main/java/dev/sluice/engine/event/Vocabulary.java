package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that rules and tables ask for, resolved against every schema: what lets an event be
 * read as places in its bytes.
 *
 * <p>Invariant: on a plain event ({@link PlainEvent#read} has returned true) a {@link FieldLookup}
 * finds the values that {@link Event#values} gives, in the same order. Immutable.
 */
public final class Vocabulary {
  private final Schemas schemas;
  private final Map<String, Integer> fields;
  private final String[] names;
  private final NameTrie trie;
  private final NameTrie.Table table;
  private final List<PlainShape> shapes;
  private final OddPlaces odd;

  private Vocabulary(Schemas schemas, Map<String, Integer> fields, NameTrie trie) {
    this.schemas = schemas;
    this.fields = fields;
    this.names = fields.keySet().toArray(String[]::new);
    this.trie = trie;
    this.shapes = new ArrayList<>();
    for (Schema schema : schemas.ordered()) {
      shapes.add(PlainShape.of(schema, trie));
      fields.keySet().forEach(field -> lookup(schema, Set.of(), field));
      schema.fields().categories().forEach(category -> addCategory(schema, category));
      facts(schema);
    }
    fields.keySet().forEach(field -> lookup(Schema.UNRECOGNISED, Set.of(), field));
    this.odd = OddPlaces.of(schemas.ordered(), trie);
    this.table = trie.frozen();
  }

  /** Returns a vocabulary of the tables and of {@code fields}, named as rules name them. */
  public static Vocabulary of(Schemas schemas, Collection<String> fields) {
    return new Vocabulary(schemas, numbered(Map.of(), fields), new NameTrie());
  }

  /** Returns a vocabulary of the paths that headers of events are found at, and of no field. */
  static Vocabulary ofHeaders(Schemas schemas) {
    NameTrie trie = new NameTrie();
    for (Schema schema : schemas.ordered()) {
      schema.headerPaths().forEach(path -> NodePaths.lookup(trie, path));
    }
    return new Vocabulary(schemas, Map.of(), trie);
  }

  /**
   * Returns a vocabulary that knows {@code more} as well; look-ups of this one hold for it. Returns
   * this one when it knows them all.
   */
  public Vocabulary with(Collection<String> more) {
    return fields.keySet().containsAll(more)
        ? this
        : new Vocabulary(schemas, numbered(fields, more), trie.copy());
  }

  private static Map<String, Integer> numbered(
      Map<String, Integer> known, Collection<String> more) {
    Map<String, Integer> numbered = new LinkedHashMap<>(known);
    more.forEach(field -> numbered.putIfAbsent(field, numbered.size()));
    return numbered;
  }

  /** Returns a reader for one thread. */
  public PlainEvent newEvent(EventLimits limits) {
    return new PlainEvent(this, limits);
  }

  /**
   * Returns where {@code field}, which this vocabulary must know, stands in events of schema number
   * {@code shape} that are each of {@code logSources}.
   */
  public FieldLookup lookup(int shape, Collection<LogSource> logSources, String field) {
    number(field);
    return lookup(schema(shape), logSources, field);
  }

  /**
   * Returns the number of {@code field}, from 0; vocabularies that grew out of this one keep it.
   */
  public int number(String field) {
    Integer number = fields.get(field);
    if (number == null) {
      throw new IllegalArgumentException("not in the vocabulary: " + field);
    }
    return number;
  }

  /**
   * Returns whether {@code field} is found in plain events: not a name of so many parts that the
   * ways to cut it are too many.
   */
  public static boolean isFollowed(String field) {
    return NodePaths.isFollowed(field);
  }

  /** Returns the field with {@code number}. */
  public String field(int number) {
    return names[number];
  }

  /** Returns how many fields are known. */
  public int size() {
    return fields.size();
  }

  /**
   * Returns where a field stands that is the same in every event: not under a name that depends on
   * a log source, if the field has such a name. Nowhere when such a name may come before its own.
   */
  FieldLookup constant(int shape, String field) {
    FieldTable table = schema(shape).fields();
    if (!table.dependsOnLogSource(field)) {
      return lookup(shape, Set.of(), field);
    }
    return table.mayPrecede(field) ? new FieldLookup(List.of()) : direct(shape, field);
  }

  /** Returns whether events of schema number {@code shape} name their log source themselves. */
  public boolean namesLogSource(int shape) {
    return !schema(shape).named().isEmpty();
  }

  Schema schema(int shape) {
    return shape < shapes.size() ? shapes.get(shape).schema() : Schema.UNRECOGNISED;
  }

  List<PlainShape> shapes() {
    return shapes;
  }

  NameTrie.Table table() {
    return table;
  }

  OddPlaces odd() {
    return odd;
  }

  /** Returns the nodes of the paths of a fact: the first that is there counts. */
  FieldLookup lookup(List<Path> paths) {
    synchronized (trie) {
      List<Integer> nodes = new ArrayList<>();
      paths.forEach(path -> NodePaths.addCuts(trie, NameTrie.DOCUMENT, path.segments(), nodes));
      return checked(NodePaths.of(nodes));
    }
  }

  /** Returns the nodes of a path of a table. */
  FieldLookup lookup(Path path) {
    synchronized (trie) {
      return checked(NodePaths.lookup(trie, path));
    }
  }

  private FieldLookup direct(int shape, String field) {
    synchronized (trie) {
      return checked(NodePaths.of(NodePaths.direct(trie, schema(shape), field)));
    }
  }

  private FieldLookup lookup(Schema schema, Collection<LogSource> logSources, String field) {
    synchronized (trie) {
      List<LookupStep> steps = new ArrayList<>();
      for (FieldSource source : schema.fields().sources(field, logSources)) {
        steps.add(step(schema, source));
      }
      return checked(new FieldLookup(steps));
    }
  }

  private LookupStep step(Schema schema, FieldSource source) {
    if (source.keepsValues()) {
      List<int[]> names = source.names().stream().map(name -> nodes(schema, name.text())).toList();
      return LookupStep.Kept.of(names, source.combination() == Combination.TOGETHER, source.also());
    }
    return new LookupStep.Made(
        source, source.names().stream().map(name -> name(schema, name)).toList());
  }

  private LookupStep.Made.Name name(Schema schema, FieldName name) {
    int[] arrays = name.array() == null ? new int[0] : nodes(schema, name.array());
    return new LookupStep.Made.Name(nodes(schema, name.text()), arrays, name.item());
  }

  private int[] nodes(Schema schema, String field) {
    return NodePaths.array(NodePaths.direct(trie, schema, field));
  }

  /** A node that the scanner does not know would never be found. */
  private FieldLookup checked(FieldLookup lookup) {
    if (table != null && trie.size() != table.size()) {
      throw new IllegalStateException("a name was asked for that is not in the vocabulary");
    }
    return lookup;
  }

  private void addCategory(Schema schema, String category) {
    Set<LogSource> logSource = Set.of(new LogSource(null, category, null));
    fields.keySet().forEach(field -> lookup(schema, logSource, field));
  }

  private void facts(Schema schema) {
    schema.facts().values().forEach(paths -> paths.forEach(path -> NodePaths.lookup(trie, path)));
    schema.named().values().forEach(path -> NodePaths.lookup(trie, path));
  }
}
