package dev.sluice.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.catalog.data.RulePage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a catalogue into a folder: {@code catalog.json}, and {@code rules/<slug>.json} for each
 * document. The schemas lie beside this class.
 */
public final class CatalogWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CatalogWriter() {}

  /** Writes {@code data} into {@code folder}. */
  public static void write(CatalogData data, CatalogFolder folder) throws IOException {
    folder.write(CatalogFolder.LIST, json(data.catalog()));
    for (RulePage page : data.pages()) {
      folder.write("rules/" + page.line().slug() + ".json", json(page));
    }
  }

  private static byte[] json(Object value) throws IOException {
    // by way of a text: half a surrogate pair in a rule must not end the writing
    return (JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
