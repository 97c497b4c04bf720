package dev.sluice.catalog;

import java.io.IOException;
import java.nio.file.Path;

/** Catalogues of packs that lie on a disk, for tests of what is made of them. */
public final class Catalogues {

  private Catalogues() {}

  /** The catalogue of the packs at {@code paths}. */
  public static CatalogData of(Path... paths) throws IOException {
    Packs packs = new Packs();
    for (Path path : paths) {
      packs.folder(path);
    }
    return packs.build();
  }

  /** Our own pack. */
  public static Path starter() {
    return Packs.RULES.resolve("starter");
  }

  /** The packs of the published pages. */
  public static Path seeds() {
    return Packs.RULES.resolve("seeds");
  }
}
