package dev.sluice.engine.event;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlReader;
import dev.sluice.engine.yaml.YamlResult;
import java.util.List;
import java.util.function.Consumer;

/** The maps of which tables consist. */
final class TableDocuments {
  private TableDocuments() {}

  /**
   * Gives each readable document of {@code source} to {@code reader} and adds what is wrong with
   * the others.
   */
  static void read(TableSource source, List<SigmaError> errors, Consumer<TableSection> reader) {
    YamlResult result = YamlReader.read(source.path(), source.content(), YamlLimits.DEFAULT);
    errors.addAll(result.errors());
    for (YamlNode document : result.documents()) {
      if (document instanceof YamlMap map) {
        reader.accept(new TableSection(source.path(), map, errors));
      } else {
        errors.add(
            SigmaError.at(
                source.path(),
                document.position(),
                ErrorCode.TABLE_INVALID,
                "a table is a map",
                ""));
      }
    }
  }
}
