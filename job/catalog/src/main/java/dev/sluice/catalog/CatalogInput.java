package dev.sluice.catalog;

import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import java.util.List;

/**
 * What a catalogue is made of.
 *
 * @param compiled what became of {@code files}
 * @param files of all packs, in their order
 * @param unreadable one problem for each file that could not be read
 * @param packs what lies beside the rules
 */
public record CatalogInput(
    CompiledRuleSet compiled,
    List<SourceFile> files,
    List<SigmaError> unreadable,
    EventTables tables,
    List<PackContent> packs) {

  public CatalogInput {
    files = List.copyOf(files);
    unreadable = List.copyOf(unreadable);
    packs = List.copyOf(packs);
  }
}
