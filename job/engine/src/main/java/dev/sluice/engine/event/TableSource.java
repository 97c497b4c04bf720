package dev.sluice.engine.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The content of one table.
 *
 * @param path that its errors name; its last part is the name of the table
 * @param content UTF-8; not copied, not to be changed
 */
public record TableSource(String path, byte[] content) {

  public TableSource(String path, String text) {
    this(path, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableSource table
        && path.equals(table.path)
        && Arrays.equals(content, table.content);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }

  /** The name of the file: a table takes the place of another of the same name. */
  String name() {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
