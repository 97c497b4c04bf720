package dev.sluice.engine.match;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * Writes JSON in one of the many ways that mean the same: escaped or raw, with or without white
 * space. Half of the documents are plain, as programs write them. For one thread.
 */
final class HostileWriter {
  private static final String HEX_LOWER = "0123456789abcdef";
  private static final String HEX_UPPER = "0123456789ABCDEF";
  private static final String[] SPACES = {" ", "\n", "\t", "\r\n", "  ", "\n    "};

  private final RandomGenerator random;
  private final StringBuilder out = new StringBuilder(2048);
  private boolean escapes;
  private boolean spaces;

  HostileWriter(RandomGenerator random) {
    this.random = random;
  }

  /** Returns {@code document} as UTF-8. */
  byte[] write(JsonTree document) {
    out.setLength(0);
    escapes = random.nextInt(4) == 0;
    spaces = random.nextInt(4) == 0;
    if (random.nextInt(50) == 0) {
      out.append('\uFEFF');
    }
    value(document);
    space();
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(JsonTree tree) {
    space();
    if (tree instanceof JsonTree.Text text) {
      string(text.text());
    } else if (tree instanceof JsonTree.Literal literal) {
      out.append(literal.written());
    } else if (tree instanceof JsonTree.Embedded embedded) {
      string(embedded.xml() ? xml(embedded.document()) : json(embedded.document()));
    } else if (tree instanceof JsonTree.Items items) {
      out.append('[');
      for (int i = 0; i < items.items().size(); i++) {
        out.append(i == 0 ? "" : ",");
        value(items.items().get(i));
      }
      space();
      out.append(']');
    } else {
      members((JsonTree.Members) tree);
    }
    space();
  }

  private void members(JsonTree.Members object) {
    out.append('{');
    for (int i = 0; i < object.members().size(); i++) {
      out.append(i == 0 ? "" : ",");
      space();
      string(object.members().get(i).name());
      space();
      out.append(':');
      value(object.members().get(i).value());
    }
    space();
    out.append('}');
  }

  private void space() {
    if (spaces && random.nextInt(4) == 0) {
      out.append(SPACES[random.nextInt(SPACES.length)]);
    }
  }

  private void string(String text) {
    boolean hostile = escapes && random.nextInt(3) == 0;
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (hostile && random.nextInt(3) == 0) {
        unicode(c);
      } else if (c < ' ' || c == '"' || c == '\\' || (c == '/' && random.nextInt(20) == 0)) {
        escape(c);
      } else if (!Character.isSurrogate(c)) {
        out.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else {
        unicode(c);
      }
    }
    out.append('"');
  }

  private void escape(char c) {
    int at = "\"\\/\b\f\n\r\t".indexOf(c);
    if (at >= 0) {
      out.append('\\').append("\"\\/bfnrt".charAt(at));
    } else {
      unicode(c);
    }
  }

  private void unicode(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      String digits = random.nextBoolean() ? HEX_LOWER : HEX_UPPER;
      out.append(digits.charAt(c >> shift & 0xF));
    }
  }

  private String json(JsonTree.Members document) {
    HostileWriter inner = new HostileWriter(random);
    inner.escapes = escapes;
    inner.value(document);
    return inner.out.toString();
  }

  private static String xml(JsonTree.Members document) {
    StringBuilder xml = new StringBuilder(512);
    document.members().forEach(member -> element(xml, member, false));
    return xml.toString();
  }

  private static void element(StringBuilder xml, JsonTree.Member member, boolean named) {
    String tag = named ? "Data" : member.name();
    xml.append('<').append(tag);
    if (named) {
      xml.append(" Name=\"").append(escaped(member.name())).append('"');
    }
    xml.append('>');
    if (member.value() instanceof JsonTree.Members inner) {
      boolean data = tag.equals("EventData");
      inner.members().forEach(child -> element(xml, child, data));
    } else if (member.value() instanceof JsonTree.Text text) {
      xml.append(escaped(text.text()));
    } else if (member.value() instanceof JsonTree.Literal literal) {
      xml.append(literal.written());
    }
    xml.append("</").append(tag).append('>');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
