package dev.sluice.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlScalar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Copies of rules that look for other texts, to have more rules than anybody has published.
 *
 * <p>A copy has an id and title of its own and {@link LiteralMutation other literals}; condition,
 * fields, modifiers, filters and log source stay. So do numbers, networks, field names as values,
 * placeholders, correlations, and the fields that say what kind of event it is. A copy is written
 * as JSON, which is YAML, and goes through the compiler like any other file.
 */
final class MutatedRules {

  private static final Set<String> KIND_FIELDS =
      Set.of("EventID", "Channel", "Provider_Name", "Source", "eventSource");
  private static final Set<String> NO_TEXT =
      Set.of("cidr", "exists", "fieldref", "expand", "lt", "lte", "gt", "gte");
  private static final Set<String> NO_SEARCH = Set.of("condition", "timeframe");
  private static final JsonFactory JSON = new JsonFactory();
  private static final SerializableString NEXT_DOCUMENT = new SerializedString("\n---\n");

  private final List<SourceFile> originals;
  private final Words words;
  private final Snippets snippets;

  /**
   * @param originals files that compile; what correlates their rules names them by name
   * @param telemetry values of events
   */
  MutatedRules(List<SourceFile> originals, Texts telemetry) {
    this.originals = List.copyOf(originals);
    this.words = Words.of(telemetry.all());
    List<String> literals = new ArrayList<>();
    for (SourceFile file : originals) {
      new Copy(0, new Collecting(literals)).of(file);
    }
    this.snippets = Snippets.of(telemetry, literals);
  }

  /** A copy of every rule; the same for the same number. */
  List<SourceFile> copy(int number) {
    return copy(number, mutation(number));
  }

  /** What a copy is made with. */
  LiteralMutation mutation(int number) {
    return new LiteralMutation(words, snippets, number);
  }

  /** A copy of every rule made with {@code mutation}. */
  List<SourceFile> copy(int number, LiteralMutation mutation) {
    Copy copy = new Copy(number, new Mutating(mutation));
    return originals.stream().map(copy::of).toList();
  }

  /** What is done to the texts of a rule. */
  private interface Visitor {
    String literal(String text);

    String regex(String text);
  }

  private record Collecting(List<String> literals) implements Visitor {
    @Override
    public String literal(String text) {
      literals.add(text);
      return text;
    }

    @Override
    public String regex(String text) {
      return text;
    }
  }

  private record Mutating(LiteralMutation mutation) implements Visitor {
    @Override
    public String literal(String text) {
      return mutation.literal(text);
    }

    @Override
    public String regex(String text) {
      return mutation.regex(text);
    }
  }

  private record Copy(int number, Visitor visitor) {

    SourceFile of(SourceFile file) {
      String text = new String(file.content(), StandardCharsets.UTF_8);
      ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
      try (JsonGenerator json = JSON.createGenerator(out).setRootValueSeparator(NEXT_DOCUMENT)) {
        for (YamlNode document :
            YamlReader.read(file.name(), text, YamlLimits.DEFAULT).documents()) {
          rule((YamlMap) document, json);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory cannot fail", e);
      }
      String pack = file.pack() + "-" + number;
      return new SourceFile(pack, file.path(), pack + "/" + file.path(), out.toByteArray());
    }

    private void rule(YamlMap rule, JsonGenerator json) throws IOException {
      json.writeStartObject();
      for (YamlEntry entry : rule.entries()) {
        json.writeFieldName(entry.key());
        if (entry.key().equals("detection") && entry.value() instanceof YamlMap detection) {
          detection(detection, json);
        } else if (entry.key().equals("id") && entry.value() instanceof YamlScalar id) {
          byte[] name = (id.text() + "#" + number).getBytes(StandardCharsets.UTF_8);
          json.writeString(UUID.nameUUIDFromBytes(name).toString());
        } else if (entry.key().equals("title") && entry.value() instanceof YamlScalar title) {
          json.writeString(title.text() + " (" + number + ")");
        } else {
          write(entry.value(), Treatment.KEEP, json);
        }
      }
      json.writeEndObject();
    }

    private void detection(YamlMap detection, JsonGenerator json) throws IOException {
      json.writeStartObject();
      for (YamlEntry entry : detection.entries()) {
        json.writeFieldName(entry.key());
        Treatment treatment = isKept(entry.key()) ? Treatment.KEEP : Treatment.LITERAL;
        write(entry.value(), treatment, json);
      }
      json.writeEndObject();
    }

    /** A filter for other texts would let through nearly everything. */
    private static boolean isKept(String searchIdentifier) {
      return NO_SEARCH.contains(searchIdentifier) || searchIdentifier.startsWith("filter");
    }

    private void write(YamlNode node, Treatment treatment, JsonGenerator json) throws IOException {
      if (node instanceof YamlMap map) {
        json.writeStartObject();
        for (YamlEntry entry : map.entries()) {
          json.writeFieldName(entry.key());
          write(entry.value(), treatment.under(entry.key()), json);
        }
        json.writeEndObject();
      } else if (node instanceof YamlList list) {
        json.writeStartArray();
        for (YamlNode item : list.items()) {
          write(item, treatment, json);
        }
        json.writeEndArray();
      } else {
        scalar((YamlScalar) node, treatment, json);
      }
    }

    private void scalar(YamlScalar scalar, Treatment treatment, JsonGenerator json)
        throws IOException {
      String text = scalar.text();
      if (scalar.kind() != YamlScalar.Kind.STRING) {
        json.writeRawValue(text.isEmpty() ? "null" : text);
      } else if (treatment == Treatment.KEEP) {
        json.writeString(text);
      } else if (treatment == Treatment.REGEX) {
        json.writeString(visitor.regex(text));
      } else {
        json.writeString(visitor.literal(text));
      }
    }
  }

  /** What may be done to the texts below a key. */
  private enum Treatment {
    KEEP,
    LITERAL,
    REGEX;

    /** The treatment below {@code key}, a field with modifiers when texts may change at all. */
    Treatment under(String key) {
      List<String> parts = List.of(key.split("\\|", -1));
      if (this == KEEP
          || KIND_FIELDS.contains(parts.get(0))
          || parts.stream().anyMatch(NO_TEXT::contains)) {
        return KEEP;
      }
      return parts.contains("re") ? REGEX : LITERAL;
    }
  }
}
