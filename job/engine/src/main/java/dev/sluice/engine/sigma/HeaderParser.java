package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlScalar;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a document says about itself and gives it an identity when it has none. */
final class HeaderParser {

  private static final UUID NAMESPACE = Hashes.uuid5(new UUID(0, 0), "sluice:derived-rule-id");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private HeaderParser() {}

  /**
   * The header of {@code document}, the {@code index}-th of {@code file} that has {@code
   * documents}.
   *
   * <p>A document without id gets a UUIDv5 of pack, path and name, else index (sigma-semantics 4),
   * and a warning.
   */
  static Header parse(
      SourceFile file, YamlMap document, int index, int documents, Problems problems) {
    YamlFields fields = new YamlFields(document, problems);
    YamlScalar title = fields.scalar("title");
    if (title == null) {
      problems.add(
          document.position(),
          ErrorCode.MISSING_FIELD,
          "'title' is missing",
          "every Sigma document has a title");
    }
    YamlScalar id = fields.scalar("id");
    String name = fields.text("name").isEmpty() ? null : fields.text("name");
    warnAboutId(document, id, problems);
    return new Header(
        id == null ? derivedId(file, name, index) : id.text(),
        id == null,
        name,
        title == null ? "" : title.text(),
        fields.text("status"),
        fields.text("level"),
        fields.text("description"),
        fields.text("author"),
        fields.texts("tags"),
        fields.texts("references"),
        fields.texts("falsepositives"),
        file.pack(),
        file.path(),
        file.name(),
        document.position(),
        contentHash(file, index, documents),
        document);
  }

  /** {@code document} with the id that {@link #parse} gives it, written down. */
  static YamlMap withId(SourceFile file, YamlMap document, int index) {
    if (document.get("id") != null) {
      return document;
    }
    String name = new YamlFields(document, new Problems(file.name())).text("name");
    String id = derivedId(file, name.isEmpty() ? null : name, index);
    List<YamlEntry> entries = new ArrayList<>(document.entries());
    YamlScalar value =
        new YamlScalar(id, YamlScalar.Kind.STRING, BigDecimal.ZERO, document.position(), -1);
    entries.add(new YamlEntry("id", document.position(), value));
    return new YamlMap(entries, document.position());
  }

  private static void warnAboutId(YamlMap document, @Nullable YamlScalar id, Problems problems) {
    if (id == null) {
      problems.add(
          document.position(),
          ErrorCode.ID_MISSING,
          "'id' is missing: one is derived from the file's path and changes with it",
          "add a random UUID");
    } else if (!UUID_FORM.matcher(id.text()).matches()) {
      problems.add(id.position(), ErrorCode.BAD_ID, "'id' should be a UUID", "");
    }
  }

  private static String derivedId(SourceFile file, @Nullable String name, int index) {
    String key = name == null ? "#" + index : name;
    return Hashes.uuid5(NAMESPACE, file.pack() + "\n" + file.path() + "\n" + key).toString();
  }

  private static String contentHash(SourceFile file, int index, int documents) {
    String hash = Hashes.sha256(file.content());
    return documents == 1
        ? hash
        : Hashes.sha256((hash + "#" + index).getBytes(StandardCharsets.US_ASCII));
  }
}
