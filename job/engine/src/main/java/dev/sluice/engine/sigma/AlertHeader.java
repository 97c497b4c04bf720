package dev.sluice.engine.sigma;

import java.util.List;

/** What alerts show of a document's header; see {@link Header}. */
public record AlertHeader(
    String id,
    String title,
    String status,
    String level,
    String description,
    String author,
    List<String> tags,
    List<String> references,
    List<String> falsePositives,
    String path,
    String contentHash) {

  public AlertHeader {
    tags = List.copyOf(tags);
    references = List.copyOf(references);
    falsePositives = List.copyOf(falsePositives);
  }

  /** What alerts show of {@code header}. */
  public static AlertHeader of(Header header) {
    return new AlertHeader(
        header.id(),
        header.title(),
        header.status(),
        header.level(),
        header.description(),
        header.author(),
        header.tags(),
        header.references(),
        header.falsePositives(),
        header.path(),
        header.contentHash());
  }
}
