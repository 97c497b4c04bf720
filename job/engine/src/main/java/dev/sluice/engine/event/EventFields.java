package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    List<Value> values = direct(field);
    for (LogSource logSource : logSources) {
      if (values.isEmpty() && logSource.category() != null) {
        values = through(schema.fields().source(logSource.category(), field));
      }
    }
    return values.isEmpty() ? through(schema.fields().source(field)) : values;
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

  private List<Value> direct(String field) {
    for (Node.Members root : roots) {
      Node member = root.get(field);
      if (member != null) {
        return valuesOf(List.of(member));
      }
    }
    if (field.indexOf('.') < 0) {
      return List.of();
    }
    Path path = Path.of(field);
    for (Node.Members root : roots) {
      List<Node> nodes = path.in(root);
      if (!nodes.isEmpty()) {
        return valuesOf(nodes);
      }
    }
    return List.of();
  }

  private List<Value> through(FieldTable.@Nullable Source source) {
    if (source == null) {
      return List.of();
    }
    List<Value> values = new ArrayList<>();
    for (String name : source.from()) {
      if (values.isEmpty() || source.together()) {
        values.addAll(direct(name));
      }
    }
    addTranslations(values, source.values());
    return List.copyOf(values);
  }

  private static void addTranslations(List<Value> values, Map<String, String> translations) {
    if (translations.isEmpty()) {
      return;
    }
    for (Value value : List.copyOf(values)) {
      String translation = translations.get(value.folded());
      if (translation != null) {
        values.add(Value.string(translation));
      }
    }
  }

  private static List<Value> valuesOf(List<Node> nodes) {
    List<Value> values = new ArrayList<>(1);
    nodes.forEach(node -> node.addValues(values));
    return List.copyOf(values);
  }
}
