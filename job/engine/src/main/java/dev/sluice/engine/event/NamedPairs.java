package dev.sluice.engine.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of objects that each hold the name of a field and its value.
 *
 * @param path where the list stands
 * @param name the member that holds the name: a string that is not empty
 * @param values the members that may hold the value: the first that is there and not null
 */
record NamedPairs(Path path, String name, List<String> values) {
  NamedPairs {
    values = List.copyOf(values);
  }

  /** Returns the fields of all {@code lists} of {@code document} as members of one object. */
  static Node.Members members(List<NamedPairs> lists, Node.Members document) {
    Gathering members = new Gathering();
    for (NamedPairs list : lists) {
      list.path().in(document).forEach(node -> list.add(node, members));
    }
    return members.members();
  }

  private void add(Node node, Gathering into) {
    if (node instanceof Node.Items items) {
      items.items().forEach(item -> add(item, into));
    } else if (node instanceof Node.Embedded embedded) {
      add(embedded.document(), into);
    } else if (node instanceof Node.Members pair
        && pair.get(name) instanceof Node.Leaf leaf
        && leaf.value().kind() == Value.Kind.STRING
        && !leaf.value().text().isEmpty()) {
      Node value = value(pair);
      if (value != null) {
        into.add(leaf.value().text(), value);
      }
    }
  }

  private @Nullable Node value(Node.Members pair) {
    for (String member : values) {
      Node value = pair.get(member);
      boolean isNull = value instanceof Node.Leaf leaf && leaf.value().kind() == Value.Kind.NULL;
      if (value != null && !isNull) {
        return value;
      }
    }
    return null;
  }
}
