package dev.sluice.catalog.data;

import java.util.List;

/**
 * A document that could not be loaded. It counts nowhere.
 *
 * @param title empty when it cannot be read
 * @param problems at least one of them refuses it
 */
public record RefusedLine(
    String slug, String title, String id, String pack, String path, List<Problem> problems) {

  public RefusedLine {
    problems = List.copyOf(problems);
  }
}
