package dev.sluice.stream.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the JSON schemas that are published, and messages checked against it. */
public final class MessageSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;
  private final JsonSchema schema;

  private MessageSchema(JsonNode document) {
    this.document = document;
    this.schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);
  }

  /** The schema {@code name}{@code .schema.json}. */
  public static MessageSchema of(String name) {
    try (InputStream in = Envelope.class.getResourceAsStream(name + ".schema.json")) {
      if (in == null) {
        throw new AssertionError("no schema " + name);
      }
      return new MessageSchema(JSON.readTree(in));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What is wrong with {@code message}; a top-level key that the schema does not name, too. */
  public List<String> problems(byte[] message) {
    try {
      JsonNode node = JSON.readTree(message);
      List<String> problems = new ArrayList<>();
      for (ValidationMessage problem : schema.validate(node)) {
        problems.add(problem.toString());
      }
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        if (!document.get("properties").has(member.getKey())) {
          problems.add("not in the schema: " + member.getKey());
        }
      }
      return problems;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The document itself, which must be a schema. */
  List<String> ownProblems() {
    JsonSchema meta =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(URI.create("https://json-schema.org/draft/2020-12/schema"));
    return meta.validate(document).stream().map(ValidationMessage::toString).toList();
  }
}
