package dev.sluice.engine.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads a YAML stream into {@link YamlNode}s. Never throws on input.
 *
 * <p>The stream is cut at its {@code ---} lines first (at column 1 they end a document wherever
 * they stand, YAML 1.1 section 9.1), so that a syntax error in one document leaves the others
 * readable.
 */
public final class YamlReader {
  /** Those of YAML 1.1, section 5.4. */
  private static final Pattern LINE_END = Pattern.compile("[\n\r\u0085\u2028\u2029]");

  private YamlReader() {}

  /** Reads all documents of {@code text}; empty documents are left out. */
  public static YamlResult read(String file, String text, YamlLimits limits) {
    List<YamlNode> documents = new ArrayList<>();
    List<SigmaError> errors = new ArrayList<>();
    if (text.length() > limits.maxCharacters()) {
      errors.add(tooLarge(file, text.length(), limits));
      return new YamlResult(documents, errors);
    }
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (Chunk chunk : chunks(clean)) {
      readChunk(file, chunk, limits, Set.of(), documents, errors);
    }
    return new YamlResult(documents, errors);
  }

  /** Reads all documents of {@code utf8}, of which there is none when it is not UTF-8. */
  public static YamlResult read(String file, byte[] utf8, YamlLimits limits) {
    try {
      return read(file, decoded(utf8), limits);
    } catch (CharacterCodingException e) {
      SigmaError error =
          SigmaError.at(
              file, Position.START, ErrorCode.YAML_SYNTAX, "not UTF-8", "save the file as UTF-8");
      return new YamlResult(List.of(), List.of(error));
    }
  }

  /**
   * Reads the documents that can be shown: also those that are refused because a key stands twice,
   * with each of its entries. Nothing may be judged by them.
   */
  public static List<YamlNode> readToShow(byte[] utf8, YamlLimits limits) {
    List<YamlNode> documents = new ArrayList<>();
    try {
      String text = decoded(utf8);
      if (text.length() <= limits.maxCharacters()) {
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Set<ErrorCode> shown = EnumSet.of(ErrorCode.DUPLICATE_KEY);
        for (Chunk chunk : chunks(clean)) {
          readChunk("", chunk, limits, shown, documents, new ArrayList<>());
        }
      }
    } catch (CharacterCodingException e) {
      // what is not UTF-8 has no documents
    }
    return documents;
  }

  private static String decoded(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  private static SigmaError tooLarge(String file, int length, YamlLimits limits) {
    return SigmaError.at(
        file,
        Position.START,
        ErrorCode.DOCUMENT_TOO_LARGE,
        "the text has " + length + " characters, at most " + limits.maxCharacters() + " are read",
        "split it into several files");
  }

  private static void readChunk(
      String file,
      Chunk chunk,
      YamlLimits limits,
      Set<ErrorCode> allowed,
      List<YamlNode> documents,
      List<SigmaError> errors) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(limits.maxDepth());
    options.setCodePointLimit(limits.maxCharacters());
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    try {
      Composer composer =
          new Composer(
              new ParserImpl(new StreamReader(chunk.text()), options),
              Yaml11Resolver.INSTANCE,
              options);
      while (composer.checkNode()) {
        NodeConverter converter = new NodeConverter(file, chunk, limits);
        YamlNode document = converter.convert(composer.getNode());
        errors.addAll(converter.errors());
        boolean usable = converter.errors().stream().allMatch(e -> allowed.contains(e.code()));
        if (usable && !(document instanceof YamlScalar s && s.isNull())) {
          documents.add(document);
        }
      }
    } catch (MarkedYAMLException e) {
      errors.add(syntaxError(file, chunk, e));
    } catch (ReaderException e) {
      errors.add(unprintable(file, chunk, e));
    } catch (YAMLException e) {
      errors.add(limitExceeded(file, chunk, e));
    } catch (RuntimeException e) {
      // snakeyaml lets a malformed escape such as "\\UFFFFFFFF" through as an unchecked exception.
      errors.add(
          SigmaError.at(
              file, chunk.start(), ErrorCode.YAML_SYNTAX, "not YAML: " + e.getMessage(), ""));
    }
  }

  private static SigmaError syntaxError(String file, Chunk chunk, MarkedYAMLException e) {
    Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
    Position at = mark == null ? chunk.start() : chunk.at(mark);
    String problem = e.getProblem() == null ? "unreadable" : e.getProblem().trim();
    if (problem.contains("'\\t(TAB)'")) {
      return SigmaError.at(
          file,
          at,
          ErrorCode.YAML_SYNTAX,
          "not YAML: a tab cannot indent or start a value",
          "use spaces");
    }
    String context = e.getContext() == null ? "" : e.getContext().trim() + ": ";
    return SigmaError.at(file, at, ErrorCode.YAML_SYNTAX, "not YAML: " + context + problem, "");
  }

  private static SigmaError unprintable(String file, Chunk chunk, ReaderException e) {
    return SigmaError.at(
        file,
        chunk.at(e.getPosition()),
        ErrorCode.YAML_SYNTAX,
        String.format("not YAML: the control character U+%04X is not allowed", e.getCodePoint()),
        "write it as an escape in double quotes");
  }

  /** snakeyaml reports its own limits without a position. */
  private static SigmaError limitExceeded(String file, Chunk chunk, YAMLException e) {
    boolean depth = String.valueOf(e.getMessage()).contains("Nesting Depth");
    return SigmaError.at(
        file,
        chunk.start(),
        depth ? ErrorCode.NESTING_TOO_DEEP : ErrorCode.YAML_SYNTAX,
        depth ? "maps and lists are nested too deeply" : "not YAML: " + e.getMessage(),
        "");
  }

  private static List<Chunk> chunks(String text) {
    List<Chunk> chunks = new ArrayList<>();
    int chunkStart = 0;
    int chunkLine = 0;
    int line = 0;
    int at = 0;
    while (at < text.length()) {
      if (at > chunkStart && startsDocument(text, at)) {
        addChunk(chunks, text.substring(chunkStart, at), chunkLine);
        chunkStart = at;
        chunkLine = line;
      }
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
      line++;
    }
    addChunk(chunks, text.substring(chunkStart), chunkLine);
    return chunks;
  }

  private static boolean startsDocument(String text, int at) {
    return text.startsWith("---", at)
        && (at + 3 == text.length() || Character.isWhitespace(text.charAt(at + 3)));
  }

  /**
   * What stands before the first {@code ---} may be comments and directives only: no document. A
   * comment ends where YAML ends its line, for what stands behind it is read.
   */
  private static void addChunk(List<Chunk> chunks, String text, int linesBefore) {
    boolean content =
        LINE_END
            .splitAsStream(text)
            .anyMatch(l -> !l.isBlank() && !l.startsWith("#") && !l.startsWith("%"));
    if (content) {
      chunks.add(Chunk.of(text, linesBefore));
    }
  }
}
