package dev.sluice.engine.sigma;

import java.util.Arrays;
import java.util.Objects;

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

  @Override
  public int hashCode() {
    return Objects.hash(pack, path, name, Arrays.hashCode(content));
  }

  @Override
  public String toString() {
    return name;
  }
}
