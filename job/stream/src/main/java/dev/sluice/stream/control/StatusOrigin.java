package dev.sluice.stream.control;

import java.io.Serializable;
import java.util.Set;

/**
 * Who says something on the status topic.
 *
 * @param incarnation id that the verifier drew for this attempt of the job
 * @param operator uid of the operator
 * @param subtask from 0
 * @param parallelism of the operator
 */
public record StatusOrigin(String incarnation, String operator, int subtask, int parallelism)
    implements Serializable {

  /** The operators that read rules: each of their subtasks says which set it judges by. */
  public static final Set<String> READERS =
      Set.of("detect", "correlate-1", "correlate-2", "correlate-3");
}
