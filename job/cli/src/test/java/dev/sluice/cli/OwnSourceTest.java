package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the section 'Add your own source' of the README says, and sees what it shows. */
class OwnSourceTest {

  private static final Pattern SECTION =
      Pattern.compile("(?ms)^## Add your own source\n(.*?)(?=^## )");
  private static final Pattern FILE =
      Pattern.compile("(?s)[, ]`([^`\n]+)`:\n\n```(?:yaml|json)\n(.*?\n)```\n");
  private static final Pattern CONSOLE = Pattern.compile("(?s)```console\n(.*?)```\n");
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ sluice (.*)\n");

  @TempDir private Path folder;

  @Test
  void whatTheReadmeSaysWorksAsItStands() throws IOException {
    String section = section();
    Map<String, String> files = new LinkedHashMap<>();
    FILE.matcher(section).results().forEach(file -> files.put(file.group(1), file.group(2)));
    assertThat(files).hasSize(5);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    String console = CONSOLE.matcher(section).results().findFirst().orElseThrow().group(1);
    List<MatchResult> commands = COMMAND.matcher(console).results().toList();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      int end = i + 1 < commands.size() ? commands.get(i + 1).start() : console.length();
      String[] args = args(commands.get(i).group(1));
      words.add(args[0]);
      Outcome outcome = Outcome.of(args);
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
      assertThat(untimed(outcome.out() + outcome.err()))
          .isEqualTo(untimed(console.substring(commands.get(i).end(), end)));
    }
    assertThat(words).containsExactly("validate", "test", "eval");
  }

  /** The command's words, with the files where they are here. */
  private String[] args(String line) {
    List<String> args = new ArrayList<>();
    for (String word : line.split(" ")) {
      Path file = folder.resolve(word);
      args.add(Files.exists(file) ? file.toString() : word);
    }
    return args.toArray(String[]::new);
  }

  private static String untimed(String text) {
    return text.replaceAll("(?m)^time .*$", "time");
  }

  private static String section() throws IOException {
    Path readme = Path.of(System.getProperty("sluice.root", "../.."), "README.md");
    return SECTION.matcher(Files.readString(readme)).results().findFirst().orElseThrow().group(1);
  }
}
