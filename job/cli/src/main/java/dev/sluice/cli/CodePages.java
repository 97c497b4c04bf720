package dev.sluice.cli;

import dev.sluice.engine.lint.Repair;
import dev.sluice.engine.yaml.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The pages about codes: Markdown, whose first paragraph is a sentence and the second the reason.
 */
final class CodePages {

  private CodePages() {}

  /** The code that {@code name} is, whatever its case. */
  static Optional<ErrorCode> code(String name) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> code.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /** What a code means, in one sentence of Markdown. */
  static String summary(ErrorCode code) {
    return paragraphs(code).get(1);
  }

  /** Why a finding matters and what to do about it, in Markdown. */
  static String reason(ErrorCode code) {
    return paragraphs(code).get(2).replace('\n', ' ');
  }

  private static List<String> paragraphs(ErrorCode code) {
    return List.of(source(code).split("\n\n", 4));
  }

  /** The page as people read it: with the severity and what can be done with findings. */
  static String text(ErrorCode code) {
    String severity = Main.lowerCase(code.severity());
    String rest =
        switch (code.severity()) {
          case ERROR -> "An error: the document is not loaded.";
          case WARNING, NOTE ->
              "A "
                  + severity
                  + ": the document is loaded. 'sluice.suppress: {"
                  + code
                  + ": the reason}' in the document takes it away.";
        };
    String repair =
        Repair.codes().contains(code) ? "\n'sluice validate --fix' repairs most of them." : "";
    return source(code).stripTrailing() + "\n\n" + rest + repair;
  }

  /** The page as it is shipped. */
  static String source(ErrorCode code) {
    try (InputStream in = CodePages.class.getResourceAsStream("codes/" + code + ".md")) {
      if (in == null) {
        throw new IllegalStateException("there is no page about " + code);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a page cannot be read", e);
    }
  }
}
