package dev.sluice.stream.control;

import java.io.IOException;

/** The form that a JSON value must have, and what it then means. */
@FunctionalInterface
interface JsonForm<T> {

  /** Reads the value that begins at {@code cursor}, and leaves the cursor at its last token. */
  T read(JsonCursor cursor) throws BadJsonException, IOException;
}
