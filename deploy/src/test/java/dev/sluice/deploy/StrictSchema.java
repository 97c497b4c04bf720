package dev.sluice.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes a JSON schema of the schema of a custom resource.
 *
 * <p>The API server drops what such a schema does not name, in silence unless it is asked to be
 * strict. Here it is refused.
 */
final class StrictSchema {
  private StrictSchema() {}

  /** Changes {@code schema} and all in it. */
  static ObjectNode of(ObjectNode schema) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      schema.remove("anyOf");
      schema.putArray("type").add("integer").add("string").add("number");
    }
    if (isClosed(schema)) {
      schema.put("additionalProperties", false);
    }
    schema.path("properties").forEach(StrictSchema::ofChild);
    ofChild(schema.path("items"));
    ofChild(schema.path("additionalProperties"));
    return schema;
  }

  private static void ofChild(JsonNode child) {
    if (child instanceof ObjectNode schema) {
      of(schema);
    }
  }

  private static boolean isClosed(ObjectNode schema) {
    return !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
        && !schema.has("additionalProperties")
        && (schema.has("properties") || schema.path("type").asText().equals("object"));
  }
}
