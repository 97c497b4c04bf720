package dev.sluice.catalog.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/**
 * An address in a page.
 *
 * @param element that has it, in small letters
 * @param written the address as it stands there
 */
record PageLink(String element, String attribute, String written) {

  private static final Set<String> ADDRESSES =
      Set.of("href", "xlink:href", "src", "action", "formaction", "data", "poster", "background");

  /** Those of {@code element}, in the order of its attributes. */
  static List<PageLink> of(Element element) {
    List<PageLink> links = new ArrayList<>();
    String name = element.normalName();
    for (Attribute attribute : element.attributes()) {
      String key = attribute.getKey();
      if (ADDRESSES.contains(key)) {
        links.add(new PageLink(name, key, attribute.getValue()));
      } else if (key.equals("srcset")) {
        for (String candidate : attribute.getValue().strip().split("\\s*,\\s*")) {
          links.add(new PageLink(name, key, candidate.split("\\s+")[0]));
        }
      }
    }
    return links;
  }

  /** Whether a browser uses what it leads to without being asked, or sends data there. */
  boolean isResource() {
    return !element.equals("a") && !element.equals("area");
  }
}
