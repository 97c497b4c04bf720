package dev.sluice.engine.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One shape in which events arrive, as its table describes it.
 *
 * @param order a schema of a lower order is asked first
 * @param recognise the event has this shape when one of these holds
 * @param host where the host stands: the first that names one
 * @param time where the time stands: the first that can be read
 * @param join how its events are records of larger ones; null when each stands alone
 * @param facts provider, channel and id
 * @param roots where fields stand: the first that has one wins
 * @param embedded strings that hold a document
 * @param xml whether the JSON was made from XML
 * @param pairs lists that hold names of fields and their values; behind the roots
 * @param fields where else fields stand
 * @param named where an event names its own log source: paths of product, category and service
 */
record Schema(
    String name,
    int order,
    List<Recognition> recognise,
    List<Path> host,
    List<TimePath> time,
    @Nullable Joining join,
    Map<Fact, List<Path>> facts,
    List<Path> roots,
    List<Path> embedded,
    boolean xml,
    List<NamedPairs> pairs,
    FieldTable fields,
    Map<String, Path> named) {

  /**
   * The shape of an event that no table recognises: fields are its members, and nothing else is
   * known of it.
   */
  static final Schema UNRECOGNISED =
      new Schema(
          "unrecognised",
          Integer.MAX_VALUE,
          List.of(),
          List.of(),
          List.of(),
          null,
          Map.of(),
          List.of(Path.of(".")),
          List.of(),
          false,
          List.of(),
          FieldTable.EMPTY,
          Map.of());

  /** A path to a time, and how it is written there. */
  record TimePath(Path path, TimeFormat format) {}

  /** What holds when an event has a shape. */
  record Recognition(List<Path> has, List<Path> lacks, Map<Path, Set<String>> is) {
    // Every event is held against every table before its own: streams cost more than the look.
    boolean holds(Node.Members document) {
      for (Path path : has) {
        if (!path.isIn(document)) {
          return false;
        }
      }
      for (Path path : lacks) {
        if (path.isIn(document)) {
          return false;
        }
      }
      for (Map.Entry<Path, Set<String>> entry : is.entrySet()) {
        if (!hasOneOf(document, entry.getKey(), entry.getValue())) {
          return false;
        }
      }
      return true;
    }

    private static boolean hasOneOf(Node.Members document, Path path, Set<String> folded) {
      if (path.isIn(document)) {
        for (Value value : valuesAt(path, document)) {
          if (folded.contains(value.folded())) {
            return true;
          }
        }
      }
      return false;
    }
  }

  boolean recognises(Node.Members document) {
    for (Recognition recognition : recognise) {
      if (recognition.holds(document)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the header of an event of this shape.
   *
   * @param valuesAt what stands at one of {@link #headerPaths}
   */
  Header header(Function<Path, List<Value>> valuesAt) {
    return new Header(
        host(valuesAt), time(valuesAt), join == null ? null : join.of(valuesAt), null);
  }

  private @Nullable String host(Function<Path, List<Value>> valuesAt) {
    for (Path path : host) {
      for (Value value : valuesAt.apply(path)) {
        String name = HostName.of(value);
        if (name != null) {
          return name;
        }
      }
    }
    return null;
  }

  private @Nullable Instant time(Function<Path, List<Value>> valuesAt) {
    for (TimePath candidate : time) {
      for (Value value : valuesAt.apply(candidate.path())) {
        Instant read = candidate.format().parse(value);
        if (read != null) {
          return read;
        }
      }
    }
    return null;
  }

  /** What decides the header of an event, but for the schemas that are asked before. */
  record HeaderPlaces(
      String schema,
      List<Recognition> recognise,
      List<Path> host,
      List<TimePath> time,
      @Nullable Joining join) {}

  HeaderPlaces headerPlaces() {
    return new HeaderPlaces(name, recognise, host, time, join);
  }

  /** Returns every path that recognition, host, time or the key of a record look at. */
  List<Path> headerPaths() {
    List<Path> paths = new ArrayList<>(host);
    time.forEach(candidate -> paths.add(candidate.path()));
    if (join != null) {
      paths.addAll(join.id());
      paths.add(join.type());
    }
    for (Recognition recognition : recognise) {
      paths.addAll(recognition.has());
      paths.addAll(recognition.lacks());
      paths.addAll(recognition.is().keySet());
    }
    return paths;
  }

  /** Returns {@code document} with its embedded documents decoded and its XML names made plain. */
  Node.Members prepare(Node.Members document, EmbeddedDocuments reader) {
    Node.Members plain = xml ? XmlConvention.apply(document) : document;
    for (Path path : embedded) {
      plain = decode(plain, path.segments(), reader);
    }
    return plain;
  }

  private static Node.Members decode(
      Node.Members members, List<String> segments, EmbeddedDocuments reader) {
    Node member = members.get(segments.get(0));
    Node decoded = null;
    if (member instanceof Node.Leaf leaf && segments.size() == 1) {
      decoded = reader.decode(leaf);
    } else if (member instanceof Node.Members inner && segments.size() > 1) {
      decoded = decode(inner, segments.subList(1, segments.size()), reader);
    }
    if (decoded == null) {
      return members;
    }
    LinkedHashMap<String, Node> replaced = new LinkedHashMap<>(members.byName());
    replaced.put(segments.get(0), decoded);
    return Node.Members.of(replaced);
  }

  static List<Value> valuesAt(Path path, Node document) {
    List<Value> values = new ArrayList<>(1);
    path.in(document).forEach(node -> node.addValues(values));
    return values;
  }
}
