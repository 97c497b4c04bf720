package dev.sluice.cli;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * An event that the user hands over.
 *
 * @param source for messages
 */
record GivenEvent(String source, byte[] bytes) {

  /**
   * The event that {@code text} is or names.
   *
   * @param text JSON, a file (that of a rule's examples, too), or {@code -} for standard input
   * @param line of the file, or the ordinal of the document in a {@code .json} file
   * @throws CommandFailure when there is no such event
   */
  static GivenEvent of(String text, long line, Console console, EventLimits limits) {
    if (text.stripLeading().startsWith("{")) {
      return new GivenEvent("inline", text.getBytes(StandardCharsets.UTF_8));
    }
    if (RuleExamples.isNamed(text)) {
      return example(text, line);
    }
    EventFile file = EventFile.of(List.of(text)).get(0);
    try (JsonDocuments documents = file.open(console, limits, Progress.none())) {
      for (Document next = documents.next(); next != null; next = documents.next()) {
        if (next.ordinal() >= line) {
          return new GivenEvent(file.name() + ":" + next.ordinal(), next.bytes());
        }
      }
    } catch (IOException e) {
      throw CommandFailure.unreadable(file.name(), e);
    }
    throw CommandFailure.unreadable(file.name() + ": no event at or after line " + line);
  }

  /** The event of the line, of a sequence its first one. */
  private static GivenEvent example(String file, long line) {
    return RuleExamples.read(Path.of(file)).examples().stream()
        .filter(example -> example.line() >= line)
        .findFirst()
        .map(example -> new GivenEvent(file + ":" + example.line(), example.events().get(0)))
        .orElseThrow(() -> CommandFailure.unreadable(file + ": no event at or after line " + line));
  }
}
