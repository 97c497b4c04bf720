package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of one object while it is read. A name that stands twice becomes an array of its
 * nodes: dropping one would let an attacker hide the other.
 *
 * <p>Invariant: repetitions never nest. The array is flat however often a name stands, so that
 * walking it needs no deeper stack than the document; a node that is an array itself stays one item
 * of it. Adding costs the same for every repetition. Not thread-safe.
 */
final class Gathering {
  private final LinkedHashMap<String, Node> byName = new LinkedHashMap<>();
  private Map<String, List<Node>> repeated = Map.of();

  void add(String name, Node node) {
    Node before = byName.putIfAbsent(name, node);
    if (before == null) {
      return;
    }
    List<Node> nodes = repeated.get(name);
    if (nodes == null) {
      nodes = repeat(name, before);
    }
    nodes.add(node);
  }

  private List<Node> repeat(String name, Node first) {
    if (repeated.isEmpty()) {
      repeated = new HashMap<>();
    }
    List<Node> nodes = new ArrayList<>();
    nodes.add(first);
    repeated.put(name, nodes);
    byName.put(name, new Node.Items(nodes));
    return nodes;
  }

  /** Returns whether no member was added. */
  boolean isEmpty() {
    return byName.isEmpty();
  }

  /** Returns the members in the order in which their names first stood; nothing may follow. */
  Node.Members members() {
    return Node.Members.of(byName);
  }
}
