package dev.sluice.engine.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.compile.Treatment;
import dev.sluice.engine.sigma.AlertHeader;
import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link CorrelationJson} has written. */
final class CorrelationJsonReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CorrelationJsonReader() {}

  /** The set, or an IllegalArgumentException when the bytes are no such set of this version. */
  static CorrelationSet read(byte[] json) {
    try {
      JsonNode root = JSON.readTree(json);
      int version = root.path("version").asInt();
      if (version != CorrelationJson.VERSION) {
        throw new IllegalArgumentException(
            "correlations of version " + CorrelationJson.VERSION + " expected, not " + version);
      }
      Map<String, String> silencers = new LinkedHashMap<>();
      root.required("silencers")
          .properties()
          .forEach(entry -> silencers.put(entry.getKey(), entry.getValue().asText()));
      return new CorrelationSet(
          list(root, "correlations", CorrelationJsonReader::correlation), silencers);
    } catch (IOException e) {
      throw new IllegalArgumentException("these are no correlations", e);
    }
  }

  private static CompiledCorrelation correlation(JsonNode node) {
    return new CompiledCorrelation(
        header(node.required("header")),
        definition(node.required("definition")),
        text(node, "definitionHash"),
        node.required("stage").intValue(),
        node.required("silent").booleanValue(),
        treatment(node.required("treatment")));
  }

  private static AlertHeader header(JsonNode node) {
    return new AlertHeader(
        text(node, "id"),
        text(node, "title"),
        text(node, "status"),
        text(node, "level"),
        text(node, "description"),
        text(node, "author"),
        texts(node, "tags"),
        texts(node, "references"),
        texts(node, "falsePositives"),
        text(node, "path"),
        text(node, "contentHash"));
  }

  private static CorrelationDefinition definition(JsonNode node) {
    return new CorrelationDefinition(
        text(node, "correlationId"),
        SigmaCorrelation.Type.valueOf(text(node, "type")),
        list(
            node,
            "inputs",
            input ->
                new CorrelationDefinition.Input(
                    text(input, "ruleId"),
                    texts(input, "groupFields"),
                    texts(input, "valueFields"))),
        texts(node, "groupBy"),
        node.required("timespanMillis").longValue(),
        list(
            node,
            "comparisons",
            comparison ->
                new Comparison(
                    Comparison.Operator.valueOf(text(comparison, "operator")),
                    number(comparison, "value"))),
        texts(node, "valueFields"),
        number(node, "percentile"),
        list(
            node,
            "terms",
            term ->
                new CorrelationDefinition.Term(
                    list(term, "present", JsonNode::intValue),
                    list(term, "absent", JsonNode::intValue))));
  }

  private static Treatment treatment(JsonNode node) {
    String expires = textOrNull(node, "expires");
    return new Treatment(
        Treatment.Mode.valueOf(text(node, "mode")),
        textOrNull(node, "level"),
        expires == null ? null : Instant.parse(expires));
  }

  private static String text(JsonNode node, String key) {
    return node.required(key).asText();
  }

  private static @Nullable String textOrNull(JsonNode node, String key) {
    return node.required(key).isNull() ? null : text(node, key);
  }

  private static BigDecimal number(JsonNode node, String key) {
    return new BigDecimal(text(node, key));
  }

  private static List<String> texts(JsonNode node, String key) {
    return list(node, key, JsonNode::asText);
  }

  private static <T> List<T> list(JsonNode node, String key, Function<JsonNode, T> item) {
    List<T> items = new ArrayList<>();
    node.required(key).forEach(one -> items.add(item.apply(one)));
    return items;
  }
}
