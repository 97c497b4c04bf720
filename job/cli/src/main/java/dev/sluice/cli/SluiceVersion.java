package dev.sluice.cli;

import dev.sluice.engine.match.AlertWriter;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class SluiceVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = SluiceVersion.class.getPackage().getImplementationVersion();
    return new String[] {
      "sluice " + (version == null ? "development" : version),
      "alert schema " + AlertWriter.SCHEMA_VERSION + ", Java " + Runtime.version()
    };
  }
}
