package dev.sluice.engine.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns one composed document into {@link YamlNode}s: merge keys are applied, aliases written out
 * and counted, duplicate keys reported with both places.
 *
 * <p>snakeyaml checks duplicate keys and aliases only when it builds objects, which is not done
 * here.
 */
final class NodeConverter {

  private final String file;
  private final Chunk chunk;
  private final YamlLimits limits;
  private final List<SigmaError> errors = new ArrayList<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int budget;

  NodeConverter(String file, Chunk chunk, YamlLimits limits) {
    this.file = file;
    this.chunk = chunk;
    this.limits = limits;
    this.budget = limits.maxNodes();
  }

  List<SigmaError> errors() {
    return errors;
  }

  YamlNode convert(Node node) {
    return convert(node, 0);
  }

  private YamlNode convert(Node node, int depth) {
    Position at = position(node);
    if (--budget < 0) {
      return refused(at, ErrorCode.TOO_MANY_ALIASES, "more than " + limits.maxNodes() + " nodes");
    }
    if (depth > limits.maxDepth() || open.contains(node)) {
      return refused(at, ErrorCode.NESTING_TOO_DEEP, "nested too deeply, or an alias of itself");
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, at);
    }
    open.add(node);
    YamlNode converted =
        node instanceof SequenceNode sequence
            ? list(sequence, at, depth)
            : map((MappingNode) node, at, depth);
    open.remove(node);
    return converted;
  }

  private YamlList list(SequenceNode node, Position at, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Node item : node.getValue()) {
      if (budget < 0) {
        break;
      }
      items.add(convert(item, depth + 1));
    }
    return new YamlList(items, at);
  }

  private YamlMap map(MappingNode node, Position at, int depth) {
    Map<String, Position> seen = new HashMap<>();
    List<YamlEntry> entries = new ArrayList<>();
    List<YamlEntry> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      if (budget < 0) {
        break;
      }
      Position keyAt = position(tuple.getKeyNode());
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        merge(convert(tuple.getValueNode(), depth + 1), keyAt, merged);
      } else if (tuple.getKeyNode() instanceof ScalarNode key) {
        String name = SharedWords.shared(key.getValue());
        Position first = seen.putIfAbsent(name, keyAt);
        if (first != null) {
          duplicate(name, first, keyAt);
        }
        entries.add(new YamlEntry(name, keyAt, convert(tuple.getValueNode(), depth + 1)));
      } else {
        refused(keyAt, ErrorCode.WRONG_TYPE, "a key must be a text");
      }
    }
    for (YamlEntry entry : merged) {
      if (seen.putIfAbsent(entry.key(), entry.keyPosition()) == null) {
        entries.add(entry);
      }
    }
    return new YamlMap(entries, at);
  }

  private void merge(YamlNode value, Position at, List<YamlEntry> merged) {
    if (value instanceof YamlMap map) {
      merged.addAll(map.entries());
    } else if (value instanceof YamlList list) {
      list.items().forEach(item -> merge(item, at, merged));
    } else {
      refused(at, ErrorCode.WRONG_TYPE, "'<<' merges maps, found " + value.kindName());
    }
  }

  private void duplicate(String key, Position first, Position second) {
    errors.add(
        SigmaError.at(
            file,
            second,
            ErrorCode.DUPLICATE_KEY,
            "the key '" + key + "' stands at " + first.line() + ":" + first.column() + " already",
            "most YAML readers would silently drop the first"));
  }

  private YamlScalar refused(Position at, ErrorCode code, String message) {
    if (errors.stream().noneMatch(e -> e.code() == code)) {
      errors.add(SigmaError.at(file, at, code, message, ""));
    }
    return new YamlScalar("", YamlScalar.Kind.NULL, BigDecimal.ZERO, at, 0);
  }

  private Position position(Node node) {
    return chunk.at(node.getStartMark());
  }

  private static YamlScalar scalar(ScalarNode node, Position at) {
    String text = SharedWords.shared(node.getValue());
    Tag tag = node.getTag();
    int columns = textColumns(node);
    if (tag.equals(Tag.STR)) {
      return new YamlScalar(text, YamlScalar.Kind.STRING, BigDecimal.ZERO, at, columns);
    }
    if (!node.isPlain()
        || !tag.equals(Yaml11Resolver.INSTANCE.resolve(NodeId.scalar, text, true))) {
      // A tag that the author wrote: text is text, whatever he calls it.
      tag = tag.equals(Tag.NULL) && text.isEmpty() ? Tag.NULL : Tag.STR;
    }
    if (tag.equals(Tag.NULL)) {
      return new YamlScalar(text, YamlScalar.Kind.NULL, BigDecimal.ZERO, at, columns);
    }
    if (tag.equals(Tag.BOOL)) {
      YamlScalar.Kind kind =
          Yaml11Number.isTrue(text) ? YamlScalar.Kind.TRUE : YamlScalar.Kind.FALSE;
      return new YamlScalar(text, kind, BigDecimal.ZERO, at, columns);
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return new YamlScalar(text, YamlScalar.Kind.NUMBER, Yaml11Number.parse(text), at, columns);
    }
    return new YamlScalar(text, YamlScalar.Kind.STRING, BigDecimal.ZERO, at, columns);
  }

  private static int textColumns(ScalarNode node) {
    if (node.getStartMark().getLine() != node.getEndMark().getLine()) {
      return -1;
    }
    return switch (node.getScalarStyle()) {
      case PLAIN -> 0;
      case SINGLE_QUOTED, DOUBLE_QUOTED -> 1;
      default -> -1;
    };
  }
}
