package dev.sluice.engine.event;

import java.io.StringReader;
import java.util.List;
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
 * twice is an array, and so is an element whose text stands beside child elements: that text, then
 * the children. A character that XML forbids is U+FFFD. A document type is refused, so that no
 * entity can reach for a file or grow.
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
      XMLStreamReader reader =
          factory().createXMLStreamReader(new StringReader(XmlCharacters.legal(text)));
      Gathering document = new Gathering();
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          return null;
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          element(reader, document, 1);
        }
      }
      return document.members();
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
  private void element(XMLStreamReader reader, Gathering parent, int depth)
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
        parent.add(tag + "_" + attribute, text(value));
      }
    }
    parent.add(name, content(reader, depth));
  }

  private Node content(XMLStreamReader reader, int depth) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    Gathering children = new Gathering();
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
    if (children.isEmpty()) {
      return text(text.toString());
    }
    Node.Members members = children.members();
    return text.toString().isBlank()
        ? members
        : new Node.Items(List.of(text(text.toString()), members));
  }

  private static Node text(String content) {
    return new Node.Leaf(Value.string(content));
  }
}
