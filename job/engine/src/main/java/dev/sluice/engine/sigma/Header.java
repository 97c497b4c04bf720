package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every Sigma document says about itself. Absent texts are empty, absent lists are empty.
 *
 * @param id as written, or derived from pack, path and name (or index in the file) when absent
 * @param name handle for correlations and filters, null when absent
 * @param pack name of the pack the document came in
 * @param path inside the pack
 * @param file as the user named it, for messages
 * @param position where the document starts
 * @param contentHash SHA-256 of the file; of file and document index when the file holds several
 *     documents
 * @param document all keys as read, unknown ones too
 */
public record Header(
    String id,
    boolean idDerived,
    @Nullable String name,
    String title,
    String status,
    String level,
    String description,
    String author,
    List<String> tags,
    List<String> references,
    List<String> falsePositives,
    String pack,
    String path,
    String file,
    Position position,
    String contentHash,
    YamlMap document) {

  public Header {
    tags = List.copyOf(tags);
    references = List.copyOf(references);
    falsePositives = List.copyOf(falsePositives);
  }

  /** The same with another level. */
  public Header withLevel(String other) {
    return new Header(
        id,
        idDerived,
        name,
        title,
        status,
        other,
        description,
        author,
        tags,
        references,
        falsePositives,
        pack,
        path,
        file,
        position,
        contentHash,
        document);
  }
}
