package dev.sluice.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.catalog.data.RulePage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes a catalogue into a folder: {@code catalog.json}, and {@code rules/<slug>.json} for each
 * document. The schemas lie beside this class.
 */
public final class CatalogWriter {

  private static final String LIST = "catalog.json";
  private static final String RULES = "rules";
  private static final String EXTENSION = ".json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private CatalogWriter() {}

  /**
   * Writes {@code data}; pages of an earlier catalogue that this one has not are removed.
   *
   * @return the number of bytes
   * @throws FileAlreadyExistsException when {@code folder} holds something else than a catalogue
   */
  public static long write(CatalogData data, Path folder) throws IOException {
    if (holdsSomethingElse(folder)) {
      throw new FileAlreadyExistsException(
          folder.toString(), null, "the folder is not empty and holds no catalogue");
    }
    Path rules = folder.resolve(RULES);
    Files.createDirectories(rules);
    Set<String> names = new TreeSet<>();
    long bytes = write(data.catalog(), folder.resolve(LIST));
    for (RulePage page : data.pages()) {
      String name = page.line().slug() + EXTENSION;
      names.add(name);
      bytes += write(page, rules.resolve(name));
    }
    try (Stream<Path> files = Files.list(rules)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(EXTENSION) && !names.contains(name)) {
          Files.delete(file);
        }
      }
    }
    return bytes;
  }

  private static boolean holdsSomethingElse(Path folder) throws IOException {
    if (!Files.exists(folder) || Files.exists(folder.resolve(LIST))) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }

  private static long write(Object value, Path file) throws IOException {
    // by way of a text: half a surrogate pair in a rule must not end the writing
    byte[] json = JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(json);
      out.write('\n');
    }
    return json.length + 1L;
  }
}
