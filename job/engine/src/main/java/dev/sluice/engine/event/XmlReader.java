package dev.sluice.engine.event;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML of a Windows event, whole or a part of it, in the shape that Sigma names its fields
 * by.
 *
 * <p>A named {@code Data} element is a member of that name, the attribute {@code Name} of {@code
 * Provider} is {@code Provider_Name}, an empty element is the empty string, an element that stands
 * twice is an array. A document type is refused, so that no entity can reach for a file or grow.
 */
final class XmlReader {
  private static final String DATA = "Data";
  private static final String NAME = "Name";

  private final int maxDepth;

  XmlReader(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /** Returns the document in {@code text}, or null when it is no XML that is read here. */
  @Nullable Node read(String text) {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
      LinkedHashMap<String, Node> document = new LinkedHashMap<>();
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          return null;
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          element(reader, document, 1);
        }
      }
      return Node.Members.of(document);
    } catch (XMLStreamException malformed) {
      return null;
    } catch (RuntimeException broken) {
      // The JDK's reader answers some malformed input with an unchecked exception; input must never
      // throw here.
      return null;
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /**
   * Adds the element at which {@code reader} stands to its parent and leaves the reader at its end.
   */
  private void element(XMLStreamReader reader, Map<String, Node> parent, int depth)
      throws XMLStreamException {
    if (depth > maxDepth) {
      throw new XMLStreamException("nested deeper than " + maxDepth);
    }
    String tag = reader.getLocalName();
    String name = tag;
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String attribute = reader.getAttributeLocalName(i);
      String value = reader.getAttributeValue(i);
      if (tag.equals(DATA) && attribute.equals(NAME)) {
        name = value;
      } else {
        add(parent, tag + "_" + attribute, text(value));
      }
    }
    add(parent, name, content(reader, depth));
  }

  private Node content(XMLStreamReader reader, int depth) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    LinkedHashMap<String, Node> children = new LinkedHashMap<>();
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        element(reader, children, depth + 1);
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(reader.getText());
      } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new XMLStreamException("an entity without a declaration");
      }
    }
    return children.isEmpty() ? text(text.toString()) : Node.Members.of(children);
  }

  private static Node text(String content) {
    return new Node.Leaf(Value.string(content));
  }

  private static void add(Map<String, Node> parent, String name, Node node) {
    Node before = parent.get(name);
    if (before instanceof Node.Items items) {
      items.items().add(node);
    } else if (before != null) {
      parent.put(name, new Node.Items(new ArrayList<>(List.of(before, node))));
    } else {
      parent.put(name, node);
    }
  }
}
