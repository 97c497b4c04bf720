package dev.sluice.catalog.site;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.nio.charset.StandardCharsets;

/** A piece of a page that a template has made, so that its size is known. */
record Fragment(String html) implements Content {

  /** How many bytes it takes in a file. */
  int bytes() {
    return html.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public void writeTo(TemplateOutput output) {
    output.writeContent(html);
  }
}
