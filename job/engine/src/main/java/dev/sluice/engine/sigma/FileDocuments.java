package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlResult;
import dev.sluice.engine.yaml.YamlWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one file before they are read as Sigma: collections are resolved, and documents
 * rewritten.
 *
 * @param file as it was given; rewritten, its content is that of the documents written anew, so
 *     that what is identified by the content is another one under another rewriting
 * @param count of documents in the content, those among them that are none or only steer others
 * @param drafts in the order of the text; what is no YAML comes first
 */
record FileDocuments(SourceFile file, int count, List<Draft> drafts) {

  private static final Pattern COLLECTION = Pattern.compile("(?m)^\\s*action\\s*:");

  FileDocuments {
    drafts = List.copyOf(drafts);
  }

  /**
   * One document.
   *
   * @param document null when there is none that could be Sigma
   * @param index in the file
   * @param problems to which is added what is found in it
   */
  record Draft(@Nullable YamlMap document, int index, Problems problems) {}

  /** Every document of {@code file}, rewritten by {@code rewriting}. */
  static FileDocuments read(SourceFile file, YamlLimits limits, DocumentRewriting rewriting) {
    Reading reading = new Reading(file, limits);
    FileDocuments read = new FileDocuments(file, reading.count, reading.drafts);
    return rewriting == DocumentRewriting.NONE ? read : read.rewritten(rewriting);
  }

  /**
   * Only what can be used is written anew: a document that cannot be rewritten must not be taken
   * for one that can. A document without an id gets the one that its place gives it, for the place
   * may change.
   */
  private FileDocuments rewritten(DocumentRewriting rewriting) {
    List<Draft> after = new ArrayList<>();
    List<YamlMap> written = new ArrayList<>();
    for (Draft draft : drafts) {
      YamlMap document = draft.document();
      if (document == null) {
        after.add(draft);
      } else {
        DocumentRewriting.Result result =
            rewriting.rewrite(file.name(), HeaderParser.withId(file, document, draft.index()));
        result.problems().forEach(draft.problems()::add);
        after.add(new Draft(result.document(), written.size(), draft.problems()));
        if (result.problems().stream().noneMatch(SigmaError::isError)) {
          written.add(result.document());
        }
      }
    }
    byte[] content = YamlWriter.write(written).getBytes(StandardCharsets.UTF_8);
    return new FileDocuments(
        new SourceFile(file.pack(), file.path(), file.name(), content), written.size(), after);
  }

  /** Gathers drafts. */
  private static final class Reading {
    private final SourceFile file;
    private final List<Draft> drafts = new ArrayList<>();
    private int count;

    Reading(SourceFile file, YamlLimits limits) {
      this.file = file;
      read(limits);
    }

    private void read(YamlLimits limits) {
      String text;
      try {
        text =
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.content())).toString();
      } catch (CharacterCodingException e) {
        broken(ErrorCode.YAML_SYNTAX, "not UTF-8", "save the file as UTF-8", List.of());
        return;
      }
      YamlResult yaml = YamlReader.read(file.name(), text, limits);
      if (!yaml.errors().isEmpty() && COLLECTION.matcher(text).find()) {
        // what a broken document of a collection would have said of the others cannot be known
        broken(
            ErrorCode.COLLECTION_ACTION,
            "a document of this collection is broken, and it may change the meaning of the others",
            "none of them is loaded until it is repaired",
            yaml.errors());
        return;
      }
      if (!yaml.errors().isEmpty()) {
        Problems problems = new Problems(file.name());
        yaml.errors().forEach(problems::add);
        drafts.add(new Draft(null, 0, problems));
      }
      count = yaml.documents().size() + yaml.errors().size();
      LegacyCollection collection = new LegacyCollection();
      for (int index = 0; index < yaml.documents().size(); index++) {
        read(yaml.documents().get(index), index, collection);
      }
    }

    private void broken(ErrorCode code, String message, String hint, List<SigmaError> before) {
      Problems problems = new Problems(file.name());
      before.forEach(problems::add);
      problems.add(Position.START, code, message, hint);
      drafts.add(new Draft(null, 0, problems));
    }

    private void read(YamlNode node, int index, LegacyCollection collection) {
      Problems problems = new Problems(file.name());
      YamlMap document = null;
      if (node instanceof YamlMap map) {
        document = collection.next(map, problems);
      } else {
        problems.add(
            node.position(),
            ErrorCode.NOT_A_SIGMA_DOCUMENT,
            "a Sigma document is a map with 'detection', 'correlation' or 'filter', found "
                + node.kindName());
      }
      if (document != null || problems.anyError()) {
        drafts.add(new Draft(document, index, problems));
      }
    }
  }
}
