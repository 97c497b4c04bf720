package dev.sluice.catalog.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.catalog.check.SiteFinding.Code;
import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.RulePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the data of a catalogue. */
final class DataReading {

  static final String LIST = "catalog.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern RULE = Pattern.compile("rules/[^/]+\\.json");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]+");
  private static final int MAX_WORDS = 200;

  private final SiteFiles files;
  private final List<SiteFinding> findings;
  private final Set<String> blocked = new HashSet<>();

  DataReading(SiteFiles files, List<SiteFinding> findings) {
    this.files = files;
    this.findings = findings;
  }

  /** The list of all; null when it cannot be used. */
  @Nullable Catalog catalog() throws IOException {
    try {
      Catalog catalog = JSON.readValue(files.file(LIST).toFile(), Catalog.class);
      if (catalog == null || catalog.version() != Catalog.VERSION) {
        throw new IllegalArgumentException("it is not of version " + Catalog.VERSION);
      }
      keys(catalog);
      return catalog;
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      findings.add(invalid(LIST, e));
      return null;
    }
  }

  /** Reads all other data. */
  void others() {
    List<Result> results =
        files.ending(".json").parallelStream()
            .filter(path -> !path.equals(LIST))
            .map(this::read)
            .toList();
    for (Result result : results) {
      if (result.finding != null) {
        findings.add(result.finding);
      } else if (!result.blocked.isEmpty()) {
        blocked.add(result.blocked);
      }
    }
  }

  /** The slugs of rules that no event can match for want of fields. */
  Set<String> blocked() {
    return blocked;
  }

  private record Result(String blocked, @Nullable SiteFinding finding) {}

  private Result read(String path) {
    Path file = files.file(path);
    try {
      if (!RULE.matcher(path).matches()) {
        JSON.readTree(Files.readAllBytes(file));
        return new Result("", null);
      }
      RulePage page = JSON.readValue(file.toFile(), RulePage.class);
      String slug = page.line().slug();
      if (!path.equals("rules/" + slug + ".json")) {
        throw new IllegalArgumentException("it is the data of '" + slug + "'");
      }
      return new Result(CoverageCheck.isBlocked(page) ? slug : "", null);
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      return new Result("", invalid(path, e));
    }
  }

  /** What becomes a part of a path must not lead anywhere else. */
  private static void keys(Catalog catalog) {
    Stream.of(
            catalog.rules().stream().map(rule -> rule.slug()),
            catalog.refused().stream().map(line -> line.slug()),
            catalog.indicators().stream().map(indicator -> indicator.key()),
            catalog.fields().stream().map(field -> field.key()),
            catalog.logSources().stream().map(source -> source.key()),
            catalog.events().stream().map(event -> event.key()),
            catalog.attack().techniques().stream().map(technique -> technique.id()))
        .flatMap(keys -> keys)
        .filter(key -> !KEY.matcher(key).matches())
        .findFirst()
        .ifPresent(
            key -> {
              throw new IllegalArgumentException("'" + key + "' is no name of a page");
            });
  }

  private static SiteFinding invalid(String path, Exception problem) {
    int line = 0;
    int column = 0;
    String message = Objects.requireNonNullElse(problem.getMessage(), "something is missing");
    if (problem instanceof JsonProcessingException json) {
      message = json.getOriginalMessage();
      if (json.getLocation() != null) {
        line = Math.max(0, json.getLocation().getLineNr());
        column = Math.max(0, json.getLocation().getColumnNr());
      }
    }
    String found = message.lines().findFirst().orElse("");
    return SiteFinding.at(
        Code.DATA_INVALID,
        path,
        line,
        column,
        found.substring(0, Math.min(found.length(), MAX_WORDS)),
        "data as their schema has them");
  }
}
