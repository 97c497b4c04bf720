package dev.sluice.catalog.check;

import dev.sluice.catalog.check.SiteFinding.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;

/** Reads one page: its links, its ids and what is wrong with them. For one use, by one thread. */
final class PageReading {

  private static final int MAX_PARSE_ERRORS = 20;

  private final String path;
  private final SiteFiles files;
  private final Set<String> ids = new HashSet<>();
  private final Set<String> targets = new HashSet<>();
  private final List<PageReport.Jump> jumps = new ArrayList<>();
  private final List<SiteFinding> findings = new ArrayList<>();

  private PageReading(String path, SiteFiles files) {
    this.path = path;
    this.files = files;
  }

  /** Reads the page at {@code path} of the site that has {@code files}. */
  static PageReport of(String path, SiteFiles files) throws IOException {
    PageReading reading = new PageReading(path, files);
    reading.read(files.file(path));
    return new PageReport(path, reading.ids, reading.targets, reading.jumps, reading.findings);
  }

  private void read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      add(SiteFinding.of(Code.HTML_INVALID, path, "bytes that are no UTF-8", "UTF-8"));
      text = new String(bytes, StandardCharsets.UTF_8);
    }
    Parser parser = Parser.htmlParser().setTrackErrors(MAX_PARSE_ERRORS).setTrackPosition(true);
    Document document = parser.parseInput(text, "");
    for (ParseError error : parser.getErrors()) {
      String[] place = error.getCursorPos().split(":");
      add(
          SiteFinding.at(
              Code.HTML_INVALID,
              path,
              Integer.parseInt(place[0]),
              Integer.parseInt(place[1]),
              error.getErrorMessage(),
              "HTML that parses without errors"));
    }
    new PageRules(document, this::markup).check();
    document.getAllElements().forEach(this::element);
  }

  private void element(Element element) {
    String id = element.id();
    if (!id.isEmpty() && !ids.add(id)) {
      markup(element, "the id '" + id + "' a second time", "ids that are unique on a page");
    }
    for (PageLink link : PageLink.of(element)) {
      link(element, link);
    }
  }

  private void link(Element element, PageLink link) {
    Address address = Address.of(path, link.written());
    switch (address.kind()) {
      case INSIDE -> inside(element, address);
      case WEB -> web(element, link);
      case IMAGE -> {
        if (!link.element().equals("img")) {
          wrong(element, link, "a file of the site, or an address with http or https");
        }
      }
      case ASTRAY -> {
        if (link.isResource() && link.written().strip().startsWith("//")) {
          web(element, link);
        } else {
          wrong(element, link, "a relative path inside the site");
        }
      }
      case FORBIDDEN ->
          wrong(element, link, "a file of the site, or an address with http or https");
    }
  }

  private void web(Element element, PageLink link) {
    if (link.isResource()) {
      String found = link.attribute() + " " + link.written() + " of <" + link.element() + ">";
      add(at(Code.LINK_EXTERNAL_RESOURCE, element, found, "a file of the site"));
    }
  }

  private void inside(Element element, Address address) {
    String target = files.known(address.path());
    if (target == null) {
      String found = "a link to " + address.path() + ", which is not there";
      add(at(Code.LINK_BROKEN, element, found, "a link to a file of the site"));
      return;
    }
    if (!target.equals(path)) {
      targets.add(target);
    }
    // a browser takes the empty one and "top" for the start of the page
    if (!address.fragment().isEmpty()
        && !address.fragment().equalsIgnoreCase("top")
        && target.endsWith(SiteFiles.PAGE)) {
      Range.Position at = element.sourceRange().start();
      jumps.add(
          new PageReport.Jump(at.lineNumber(), at.columnNumber(), target, address.fragment()));
    }
  }

  private void wrong(Element element, PageLink link, String expected) {
    add(at(Code.LINK_BROKEN, element, link.attribute() + " '" + link.written() + "'", expected));
  }

  private void markup(Element element, String found, String expected) {
    add(at(Code.HTML_INVALID, element, found, expected));
  }

  private SiteFinding at(Code code, Element element, String found, String expected) {
    Range.Position at = element.sourceRange().start();
    return SiteFinding.at(code, path, at.lineNumber(), at.columnNumber(), found, expected);
  }

  private void add(SiteFinding finding) {
    findings.add(finding);
  }
}
