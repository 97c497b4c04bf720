package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns JSON that was made from XML into members that Sigma names.
 *
 * <p>Such JSON has the attributes of an element in {@code #attributes} (or beside it, in {@code
 * Element_attributes}), its text in {@code #text}, and null for an empty element. Afterwards an
 * attribute is the member {@code Element_Attribute}, an element with text is that text, and an
 * empty element is the empty string.
 */
final class XmlConvention {
  private static final String ATTRIBUTES = "#attributes";
  private static final String ATTRIBUTES_SUFFIX = "_attributes";
  private static final String TEXT = "#text";
  private static final Node EMPTY = new Node.Leaf(Value.string(""));

  private XmlConvention() {}

  /** Returns the members of {@code element} as Sigma names them. */
  static Node.Members apply(Node.Members element) {
    LinkedHashMap<String, Node> plain = new LinkedHashMap<>();
    for (Map.Entry<String, Node> member : element.byName().entrySet()) {
      String name = member.getKey();
      Node node = member.getValue();
      if (name.endsWith(ATTRIBUTES_SUFFIX) && node instanceof Node.Members attributes) {
        addAttributes(
            plain, name.substring(0, name.length() - ATTRIBUTES_SUFFIX.length()), attributes);
      } else if (!name.equals(ATTRIBUTES)) {
        addElement(plain, name, node);
      }
    }
    return Node.Members.of(plain);
  }

  private static void addElement(Map<String, Node> plain, String name, Node node) {
    plain.put(name, content(node));
    if (node instanceof Node.Members members
        && members.get(ATTRIBUTES) instanceof Node.Members attributes) {
      addAttributes(plain, name, attributes);
    }
  }

  private static void addAttributes(
      Map<String, Node> plain, String element, Node.Members attributes) {
    attributes.byName().forEach((name, value) -> plain.putIfAbsent(element + "_" + name, value));
  }

  private static Node content(Node node) {
    if (node instanceof Node.Members members) {
      Node text = members.byName().get(TEXT);
      return text == null ? apply(members) : content(text);
    }
    if (node instanceof Node.Items items) {
      List<Node> plain = new ArrayList<>(items.items().size());
      items.items().forEach(item -> plain.add(content(item)));
      return new Node.Items(plain);
    }
    return node instanceof Node.Leaf leaf && leaf.value().kind() == Value.Kind.NULL ? EMPTY : node;
  }
}
