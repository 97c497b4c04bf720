package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A dotted path into a document; {@code .} is the document itself, {@code *} any member.
 *
 * <p>At every level a member whose name holds the dots is tried first, the longest before the
 * shorter, so that {@code id.orig_h} finds both a key of that name and a nested one. An array
 * stands for each of its items.
 */
final class Path {
  /** Any member. */
  static final String ANY = "*";

  private final String text;
  private final List<String> segments;

  /** {@code names[from][to]} is segments {@code from} to {@code to}, joined. */
  private final String[][] names;

  private Path(String text, List<String> segments) {
    this.text = text;
    this.segments = List.copyOf(segments);
    this.names = new String[segments.size()][segments.size() + 1];
    for (int from = 0; from < segments.size(); from++) {
      for (int to = from + 1; to <= segments.size(); to++) {
        names[from][to] = String.join(".", segments.subList(from, to));
      }
    }
  }

  List<String> segments() {
    return segments;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Path path && path.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  static Path of(String text) {
    return new Path(text, text.equals(".") ? List.of() : List.of(text.split("\\.", -1)));
  }

  /** Returns what stands at this path in {@code node}: nothing when the path leads nowhere. */
  List<Node> in(Node node) {
    List<Node> found = new ArrayList<>(1);
    collect(node, 0, found);
    return found;
  }

  /** Whether anything stands at this path in {@code node}. */
  boolean isIn(Node node) {
    return isIn(node, 0);
  }

  private boolean isIn(Node node, int from) {
    if (from == segments.size()) {
      return true;
    }
    if (node instanceof Node.Members members) {
      return isInMember(members, from);
    }
    if (node instanceof Node.Items items) {
      return isInAny(items.items(), from);
    }
    return node instanceof Node.Embedded embedded && isIn(embedded.document(), from);
  }

  private boolean isInMember(Node.Members members, int from) {
    if (segments.get(from).equals(ANY)) {
      return isInAny(members.byName().values(), from + 1);
    }
    for (int to = segments.size(); to > from; to--) {
      Node member = members.get(names[from][to]);
      if (member != null && isIn(member, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInAny(Collection<Node> nodes, int from) {
    for (Node node : nodes) {
      if (isIn(node, from)) {
        return true;
      }
    }
    return false;
  }

  private void collect(Node node, int from, List<Node> found) {
    if (from == segments.size()) {
      found.add(node);
    } else if (node instanceof Node.Members members) {
      collectMember(members, from, found);
    } else if (node instanceof Node.Items items) {
      items.items().forEach(item -> collect(item, from, found));
    } else if (node instanceof Node.Embedded embedded) {
      collect(embedded.document(), from, found);
    }
  }

  private void collectMember(Node.Members members, int from, List<Node> found) {
    if (segments.get(from).equals(ANY)) {
      members.byName().values().forEach(member -> collect(member, from + 1, found));
      return;
    }
    int before = found.size();
    for (int to = segments.size(); to > from && found.size() == before; to--) {
      Node member = members.get(names[from][to]);
      if (member != null) {
        collect(member, to, found);
      }
    }
  }
}
