package dev.sluice.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What others have published about a form, as far as Sluice writes it. */
interface PublishedForm {

  /** What is wrong with {@code alert}: what is missing, unknown, or of another type. */
  List<String> problems(JsonNode alert);
}
