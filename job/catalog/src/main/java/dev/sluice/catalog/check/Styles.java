package dev.sluice.catalog.check;

import dev.sluice.catalog.check.SiteFinding.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses in style sheets: what they name must be in the site or in the address itself. */
final class Styles {

  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(?:url\\(\\s*|@import\\s+)[\"']?([^\"')\\s;]+)");

  private Styles() {}

  static void check(SiteFiles files, List<SiteFinding> findings) throws IOException {
    for (String path : files.ending(".css")) {
      String text = Files.readString(files.file(path));
      Matcher addresses = ADDRESS.matcher(text);
      while (addresses.find()) {
        String written = addresses.group(1);
        Address address = Address.of(path, written);
        int line = (int) text.substring(0, addresses.start()).lines().count();
        if (address.kind() == Address.Kind.WEB || written.startsWith("//")) {
          findings.add(
              SiteFinding.at(
                  Code.LINK_EXTERNAL_RESOURCE, path, line, 0, written, "a file of the site"));
        } else if (address.kind() != Address.Kind.IMAGE && !files.has(address.path())) {
          findings.add(
              SiteFinding.at(Code.LINK_BROKEN, path, line, 0, written, "a file of the site"));
        }
      }
    }
  }
}
