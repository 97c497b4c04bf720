package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Paths as nodes of the name trie, in the order in which {@link Path} tries the ways to cut one.
 */
final class NodePaths {
  /** A path of n parts can be cut in 2^(n-1) ways. */
  static final int MAX_SEGMENTS = 8;

  private NodePaths() {}

  /** Returns a look-up of {@code path} from the document. */
  static FieldLookup lookup(NameTrie trie, Path path) {
    List<Integer> nodes = new ArrayList<>();
    addCuts(trie, NameTrie.DOCUMENT, path.segments(), nodes);
    return of(nodes);
  }

  /**
   * Returns the nodes at which {@code field} may stand in a member of the roots of {@code schema}:
   * first under that very name in each root, then as a path in each.
   */
  static List<Integer> direct(NameTrie trie, Schema schema, String field) {
    List<Integer> roots = new ArrayList<>();
    for (Path root : schema.roots()) {
      addCuts(trie, NameTrie.DOCUMENT, root.segments(), roots);
    }
    List<Integer> nodes = new ArrayList<>();
    roots.forEach(root -> nodes.add(trie.add(root, field)));
    if (field.indexOf('.') >= 0 && isFollowed(field)) {
      List<String> segments = Path.of(field).segments();
      roots.forEach(root -> addCuts(trie, root, segments, nodes));
    }
    return nodes;
  }

  static FieldLookup of(List<Integer> nodes) {
    return FieldLookup.of(array(nodes));
  }

  static int[] array(List<Integer> nodes) {
    return nodes.stream().distinct().mapToInt(node -> node).toArray();
  }

  /** Adds a node for every way to cut {@code segments} into names, the longest first. */
  static void addCuts(NameTrie trie, int parent, List<String> segments, List<Integer> nodes) {
    if (segments.isEmpty()) {
      nodes.add(parent);
      return;
    }
    for (int to = segments.size(); to > 0; to--) {
      int node = trie.add(parent, String.join(".", segments.subList(0, to)));
      addCuts(trie, node, segments.subList(to, segments.size()), nodes);
    }
  }

  /** Returns whether every way to cut {@code field} can be followed: {@code *} cannot. */
  static boolean isFollowed(String field) {
    if (field.indexOf('.') < 0) {
      return true;
    }
    List<String> segments = Path.of(field).segments();
    return !segments.isEmpty() && segments.size() <= MAX_SEGMENTS && !segments.contains(Path.ANY);
  }
}
