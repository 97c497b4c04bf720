package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON that was made from XML into members that Sigma names, the same ones that {@link
 * XmlReader} gives for the XML.
 *
 * <p>Such JSON has the attributes of an element in {@code #attributes} (or beside it, in {@code
 * Element_attributes}), its text in {@code #text}, and null for an empty element. Afterwards an
 * attribute is the member {@code Element_Attribute}, a named {@code Data} element is a member of
 * that name, an element with text is that text, and an empty element is the empty string.
 *
 * <p>Invariant: no text is lost. What comes to stand under one name is an array, and so are text
 * and the elements beside it.
 */
final class XmlConvention {
  private static final String ATTRIBUTES = "#attributes";
  private static final String ATTRIBUTES_SUFFIX = "_attributes";
  private static final String TEXT = "#text";
  private static final Set<String> NO_ELEMENTS = Set.of(ATTRIBUTES, TEXT);
  private static final String DATA = "Data";
  private static final String NAME = "Name";
  private static final Node EMPTY = new Node.Leaf(Value.string(""));

  private XmlConvention() {}

  /** Returns the members of {@code document} as Sigma names them. */
  static Node.Members apply(Node.Members document) {
    return elements(document, Set.of()).members();
  }

  private static Gathering elements(Node.Members parent, Set<String> except) {
    Gathering plain = new Gathering();
    for (Map.Entry<String, Node> member : parent.byName().entrySet()) {
      String name = member.getKey();
      if (name.endsWith(ATTRIBUTES_SUFFIX)) {
        String element = name.substring(0, name.length() - ATTRIBUTES_SUFFIX.length());
        addAttributes(plain, element, member.getValue(), false);
      } else if (!except.contains(name)) {
        addElement(plain, name, member.getValue());
      }
    }
    return plain;
  }

  /** Adds an element, or each of an array of them: a {@code Data} among them may have a name. */
  private static void addElement(Gathering plain, String element, Node node) {
    if (node instanceof Node.Items items && !items.items().isEmpty()) {
      items.items().forEach(item -> addElement(plain, element, item));
      return;
    }
    Node attributes =
        node instanceof Node.Members members ? members.byName().get(ATTRIBUTES) : null;
    String name = element.equals(DATA) ? nameIn(attributes) : null;
    plain.add(name == null ? element : name, content(node));
    if (attributes != null) {
      addAttributes(plain, element, attributes, name != null);
    }
  }

  private static @Nullable String nameIn(@Nullable Node attributes) {
    return attributes instanceof Node.Members members
            && members.byName().get(NAME) instanceof Node.Leaf leaf
            && leaf.value().kind() == Value.Kind.STRING
        ? leaf.value().text()
        : null;
  }

  /** Adds attributes, but for the name of an element that is called by it. */
  private static void addAttributes(
      Gathering plain, String element, Node attributes, boolean named) {
    if (attributes instanceof Node.Members members) {
      members
          .byName()
          .forEach(
              (name, value) -> {
                if (!named || !name.equals(NAME)) {
                  plain.add(element + "_" + name, value);
                }
              });
    } else if (attributes instanceof Node.Items items && !items.items().isEmpty()) {
      items.items().forEach(item -> addAttributes(plain, element, item, named));
    } else {
      plain.add(element + ATTRIBUTES_SUFFIX, content(attributes));
    }
  }

  private static Node content(Node node) {
    if (node instanceof Node.Members members) {
      return content(members);
    }
    if (node instanceof Node.Items items) {
      List<Node> plain = new ArrayList<>(items.items().size());
      items.items().forEach(item -> plain.add(content(item)));
      return new Node.Items(plain);
    }
    return node instanceof Node.Leaf leaf && leaf.value().kind() == Value.Kind.NULL ? EMPTY : node;
  }

  private static Node content(Node.Members element) {
    Node text = element.byName().get(TEXT);
    Gathering children = elements(element, NO_ELEMENTS);
    if (!children.isEmpty()) {
      Node.Members members = children.members();
      return text == null ? members : new Node.Items(List.of(content(text), members));
    }
    if (text != null) {
      return content(text);
    }
    return element.byName().isEmpty() ? element : EMPTY;
  }
}
