package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a plain event is recognised as one of a schema: the {@link Schema}'s own rules, on nodes of
 * the name trie.
 *
 * @param plain whether events of this schema can be read as places in their bytes: not when they
 *     are XML in JSON, stand anywhere ({@code *}), or under a name of too many parts
 * @param documents nodes at which a text may hold a document of its own
 * @param pairs nodes at which a list may hold names of fields: an event with one is read in full
 */
record PlainShape(
    Schema schema, Recognition[] recognise, boolean plain, int[] documents, int[] pairs) {

  /** {@link Schema.Recognition} with every path resolved: one of its nodes must be there. */
  record Recognition(FieldLookup[] has, FieldLookup[] lacks, Text[] is) {
    boolean holds(PlainEvent event) {
      for (FieldLookup path : has) {
        if (event.first(path) == PlainEvent.ABSENT) {
          return false;
        }
      }
      for (FieldLookup path : lacks) {
        if (event.first(path) != PlainEvent.ABSENT) {
          return false;
        }
      }
      for (Text text : is) {
        if (!text.holds(event)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Some value at a path has one of these folded texts. */
  record Text(FieldLookup path, TextTable folded) {
    boolean holds(PlainEvent event) {
      for (int value = event.first(path); value >= 0; value = event.next(value)) {
        if (event.hasText(value)) {
          int from = event.foldedFrom(value);
          if (folded.indexOf(event.buffer(), from, event.foldedTo(value)) >= 0) {
            return true;
          }
        }
      }
      return false;
    }
  }

  static PlainShape of(Schema schema, NameTrie trie) {
    List<Recognition> recognise = new ArrayList<>();
    for (Schema.Recognition recognition : schema.recognise()) {
      List<Text> is = new ArrayList<>();
      for (Map.Entry<Path, Set<String>> entry : recognition.is().entrySet()) {
        TextTable folded = new TextTable(List.copyOf(entry.getValue()));
        is.add(new Text(NodePaths.lookup(trie, entry.getKey()), folded));
      }
      recognise.add(
          new Recognition(
              lookups(trie, recognition.has()),
              lookups(trie, recognition.lacks()),
              is.toArray(Text[]::new)));
    }
    return new PlainShape(
        schema,
        recognise.toArray(Recognition[]::new),
        isPlain(schema),
        documents(trie, schema),
        pairs(trie, schema));
  }

  private static int[] documents(NameTrie trie, Schema schema) {
    List<Integer> nodes = new ArrayList<>();
    for (Path path : schema.embedded()) {
      int node = NameTrie.DOCUMENT;
      for (String segment : path.segments()) {
        node = trie.add(node, segment);
      }
      nodes.add(node);
    }
    return NodePaths.array(nodes);
  }

  private static int[] pairs(NameTrie trie, Schema schema) {
    List<Integer> nodes = new ArrayList<>();
    for (NamedPairs list : schema.pairs()) {
      NodePaths.addCuts(trie, NameTrie.DOCUMENT, list.path().segments(), nodes);
    }
    return NodePaths.array(nodes);
  }

  private static FieldLookup[] lookups(NameTrie trie, List<Path> paths) {
    return paths.stream().map(path -> NodePaths.lookup(trie, path)).toArray(FieldLookup[]::new);
  }

  private static boolean isPlain(Schema schema) {
    List<Path> paths = new ArrayList<>(schema.roots());
    schema.facts().values().forEach(paths::addAll);
    paths.addAll(schema.named().values());
    schema.pairs().forEach(list -> paths.add(list.path()));
    boolean followed = schema.fields().names().stream().allMatch(NodePaths::isFollowed);
    return followed
        && !schema.xml()
        && paths.stream().noneMatch(path -> path.segments().contains("*"));
  }

  boolean recognises(PlainEvent event) {
    for (Recognition recognition : recognise) {
      if (recognition.holds(event)) {
        return true;
      }
    }
    return false;
  }
}
