package dev.sluice.engine.sigma;

import java.util.Arrays;

/**
 * The bytes of one file of a rule pack.
 *
 * @param pack name of the pack, part of derived ids
 * @param path inside the pack, with {@code /}; part of derived ids
 * @param name as the user knows the file, for messages
 * @param content UTF-8; not copied, not to be changed
 */
public record SourceFile(String pack, String path, String name, byte[] content) {

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFile file
        && pack.equals(file.pack)
        && path.equals(file.path)
        && name.equals(file.name)
        && Arrays.equals(content, file.content);
  }

  /** Of the names alone: a set of thousands of files is looked up without reading any of them. */
  @Override
  public int hashCode() {
    return 31 * (31 * pack.hashCode() + path.hashCode()) + name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
