package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Where look-up by node would not follow an event as {@link Path} does, by node of the name trie.
 *
 * @param members a member there makes an event odd: a root that can be cut in more than one way is
 *     looked up in the first that is there, so that only its plain cut is followed; and a name with
 *     spaces stands for the one without
 * @param arraysInArrays an array in an array there does: items of the outer one are counted
 */
record OddPlaces(boolean[] members, boolean[] arraysInArrays) {

  static OddPlaces of(List<Schema> schemas, NameTrie trie) {
    List<Integer> cuts = new ArrayList<>();
    List<Integer> counted = new ArrayList<>();
    for (Schema schema : schemas) {
      for (Path root : schema.roots()) {
        List<Integer> nodes = new ArrayList<>();
        NodePaths.addCuts(trie, NameTrie.DOCUMENT, root.segments(), nodes);
        cuts.addAll(nodes.subList(0, nodes.size() - 1));
      }
      schema.fields().arrays().forEach(a -> counted.addAll(NodePaths.direct(trie, schema, a)));
    }
    boolean[] members = new boolean[trie.size()];
    cuts.forEach(node -> members[node] = true);
    trie.markSpaced(members);
    boolean[] arrays = new boolean[trie.size()];
    counted.forEach(node -> arrays[node] = true);
    return new OddPlaces(members, arrays);
  }
}
