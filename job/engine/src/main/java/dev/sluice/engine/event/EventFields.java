package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The look-up of Sigma fields in one prepared document. Immutable. */
final class EventFields {
  private final Schema schema;
  private final Node.Members document;
  private final List<Node.Members> roots;

  EventFields(Schema schema, Node.Members document) {
    this.schema = schema;
    this.document = document;
    this.roots = new ArrayList<>();
    for (Path root : schema.roots()) {
      root.in(document).forEach(this::addRoot);
    }
    if (!schema.pairs().isEmpty()) {
      roots.add(NamedPairs.members(schema.pairs(), document));
    }
  }

  private void addRoot(Node node) {
    if (node instanceof Node.Members members) {
      roots.add(members);
    } else if (node instanceof Node.Items items) {
      items.items().forEach(this::addRoot);
    } else if (node instanceof Node.Embedded embedded) {
      addRoot(embedded.document());
    }
  }

  /** Returns the values of {@code field} in an event that is each of {@code logSources}. */
  List<Value> values(String field, Set<LogSource> logSources) {
    List<Value> objects = List.of();
    for (FieldSource source : schema.fields().sources(field, logSources)) {
      List<Value> values = source.values(name -> named(source.names().get(name)));
      if (!Value.areObjects(values)) {
        return values;
      }
      objects = objects.isEmpty() ? values : objects;
    }
    return objects;
  }

  /** Returns the values at the first path of {@code fact} that leads somewhere. */
  List<Value> fact(Fact fact) {
    for (Path path : schema.facts().getOrDefault(fact, List.of())) {
      List<Value> values = Schema.valuesAt(path, document);
      if (!values.isEmpty()) {
        return values;
      }
    }
    return List.of();
  }

  @Nullable LogSource namedLogSource() {
    if (schema.named().isEmpty()) {
      return null;
    }
    return new LogSource(named("product"), named("category"), named("service"));
  }

  private @Nullable String named(String attribute) {
    Path path = schema.named().get(attribute);
    if (path == null) {
      return null;
    }
    return Schema.valuesAt(path, document).stream()
        .filter(value -> value.kind() == Value.Kind.STRING && !value.text().isEmpty())
        .findFirst()
        .map(Value::text)
        .orElse(null);
  }

  private List<Value> named(FieldName name) {
    List<Value> values = valuesOf(nodes(name.text()));
    if (!values.isEmpty() || name.array() == null) {
      return values;
    }
    List<Value> items = new ArrayList<>(1);
    nodes(name.array()).forEach(node -> addItem(node, name.item(), items));
    return List.copyOf(items);
  }

  /** What is no array is its own first item; objects and arrays are no values. */
  private static void addItem(Node node, int item, List<Value> values) {
    Node found = node;
    if (node instanceof Node.Items items) {
      found = item < items.items().size() ? items.items().get(item) : null;
    } else if (item > 0) {
      return;
    }
    if (found instanceof Node.Leaf || found instanceof Node.Embedded) {
      found.addValues(values);
    }
  }

  /** Returns what stands under {@code name}, or at it as a path, in the first root that has it. */
  private List<Node> nodes(String name) {
    for (Node.Members root : roots) {
      Node member = root.get(name);
      if (member != null) {
        return List.of(member);
      }
    }
    if (name.indexOf('.') < 0) {
      return List.of();
    }
    Path path = Path.of(name);
    for (Node.Members root : roots) {
      List<Node> nodes = path.in(root);
      if (!nodes.isEmpty()) {
        return nodes;
      }
    }
    return List.of();
  }

  private static List<Value> valuesOf(List<Node> nodes) {
    List<Value> values = new ArrayList<>(1);
    nodes.forEach(node -> node.addValues(values));
    return List.copyOf(values);
  }
}
