package dev.sluice.engine.match;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a tree that keeps what a parser drops: duplicate names, halves of surrogate pairs and how
 * a number is written. Mutable, for one thread.
 */
sealed interface JsonTree {

  /** Returns a tree that shares nothing that can change with this one. */
  JsonTree copy();

  /** A string. */
  record Text(String text) implements JsonTree {
    @Override
    public JsonTree copy() {
      return this;
    }
  }

  /** A number, true, false or null, written as it stands. */
  record Literal(String written) implements JsonTree {
    @Override
    public JsonTree copy() {
      return this;
    }
  }

  /** An array. */
  record Items(List<JsonTree> items) implements JsonTree {
    @Override
    public JsonTree copy() {
      List<JsonTree> copies = new ArrayList<>(items.size());
      items.forEach(item -> copies.add(item.copy()));
      return new Items(copies);
    }
  }

  /** An object. */
  record Members(List<Member> members) implements JsonTree {
    @Override
    public Members copy() {
      List<Member> copies = new ArrayList<>(members.size() + 8);
      members.forEach(member -> copies.add(new Member(member.name(), member.value().copy())));
      return new Members(copies);
    }

    /** Returns the first member of that name, or null. */
    @Nullable JsonTree get(String name) {
      for (Member member : members) {
        if (member.name().equals(name)) {
          return member.value();
        }
      }
      return null;
    }

    /** Puts the member in the place of the first of its name, or behind the others. */
    void put(String name, JsonTree value) {
      for (int i = 0; i < members.size(); i++) {
        if (members.get(i).name().equals(name)) {
          members.set(i, new Member(name, value));
          return;
        }
      }
      members.add(new Member(name, value));
    }
  }

  /** A member of an object. */
  record Member(String name, JsonTree value) {}

  /** A string that holds {@code document}, as XML or as JSON. */
  record Embedded(Members document, boolean xml) implements JsonTree {
    @Override
    public JsonTree copy() {
      return new Embedded(document.copy(), xml);
    }
  }

  /**
   * Returns the tree of {@code node}, in which {@code $json} and {@code $xml} stand for strings.
   */
  static JsonTree of(JsonNode node) {
    if (node.isObject()) {
      for (String wrapper : List.of("$json", "$xml")) {
        if (node.has(wrapper)) {
          return new Embedded((Members) of(node.get(wrapper)), wrapper.equals("$xml"));
        }
      }
      List<Member> members = new ArrayList<>();
      node.properties().forEach(e -> members.add(new Member(e.getKey(), of(e.getValue()))));
      return new Members(members);
    }
    if (node.isArray()) {
      List<JsonTree> items = new ArrayList<>();
      node.forEach(item -> items.add(of(item)));
      return new Items(items);
    }
    return node.isTextual() ? new Text(node.textValue()) : new Literal(node.toString());
  }
}
