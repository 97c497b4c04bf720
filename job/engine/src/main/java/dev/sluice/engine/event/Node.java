package dev.sluice.engine.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One node of a document, after its duplicate keys were gathered into arrays. */
sealed interface Node {
  /** Adds the values of this node when a field is this node: an array gives each of its items'. */
  void addValues(List<Value> values);

  /** Adds every string and number in this node, in document order. */
  void addTexts(List<Value> texts);

  /** A string, number, boolean or null. */
  record Leaf(Value value) implements Node {
    @Override
    public void addValues(List<Value> values) {
      values.add(value);
    }

    @Override
    public void addTexts(List<Value> texts) {
      if (value.kind() == Value.Kind.STRING || value.kind() == Value.Kind.NUMBER) {
        texts.add(value);
      }
    }
  }

  /** An array. */
  record Items(List<Node> items) implements Node {
    @Override
    public void addValues(List<Value> values) {
      if (items.isEmpty()) {
        values.add(Value.COMPOSITE);
      }
      items.forEach(item -> item.addValues(values));
    }

    @Override
    public void addTexts(List<Value> texts) {
      items.forEach(item -> item.addTexts(texts));
    }
  }

  /** A string that holds a document of its own: it is both. */
  record Embedded(Value text, Node document) implements Node {
    @Override
    public void addValues(List<Value> values) {
      values.add(text);
    }

    @Override
    public void addTexts(List<Value> texts) {
      texts.add(text);
      document.addTexts(texts);
    }
  }

  /**
   * An object.
   *
   * @param byName its members in document order
   * @param spaceless name without spaces to name, for the names that hold spaces
   */
  record Members(Map<String, Node> byName, Map<String, String> spaceless) implements Node {
    static Members of(LinkedHashMap<String, Node> byName) {
      Map<String, String> spaceless = Map.of();
      for (String name : byName.keySet()) {
        if (name.indexOf(' ') >= 0) {
          spaceless = spaceless.isEmpty() ? new LinkedHashMap<>() : spaceless;
          spaceless.putIfAbsent(name.replace(" ", ""), name);
        }
      }
      return new Members(byName, spaceless);
    }

    /**
     * Returns the member {@code name}, or the one whose name is that without its spaces, or null.
     */
    @Nullable Node get(String name) {
      Node member = byName.get(name);
      if (member != null || spaceless.isEmpty()) {
        return member;
      }
      String spaced = spaceless.get(name);
      return spaced == null ? null : byName.get(spaced);
    }

    @Override
    public void addValues(List<Value> values) {
      values.add(Value.COMPOSITE);
    }

    @Override
    public void addTexts(List<Value> texts) {
      byName.values().forEach(member -> member.addTexts(texts));
    }
  }
}
