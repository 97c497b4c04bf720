package dev.sluice.catalog.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.catalog.check.SiteFinding.Code;
import dev.sluice.catalog.site.Paging;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each damage gives the finding that it should, and no other. */
final class SiteCheckTest {

  private static final String ABOUT = "about.html";

  @TempDir private Path folder;
  private Path site = Path.of("");

  @BeforeEach
  void write() throws IOException {
    site = SmallSite.in(folder);
  }

  @Test
  void aSiteAsItIsWrittenHasNoFinding() throws IOException {
    SiteCheck.Checked checked = SiteCheck.check(site);
    assertThat(checked.findings()).isEmpty();
    assertThat(checked.pages()).isGreaterThan(5).isLessThan(checked.files());
  }

  @Test
  void aFolderWithoutACatalogueIsNoCatalogue() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> SiteCheck.check(empty)).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> SiteCheck.check(folder.resolve("nowhere")))
        .isInstanceOf(IOException.class);
  }

  /** What is put before the end of a page, and what is found. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<a href='nowhere.html'>x</a>                    | LINK_BROKEN | nowhere.html, which is"
            + " not",
        "<a href='index.html#nowhere'>x</a>              | LINK_BROKEN | 'nowhere' on index.html",
        "<a href='#nowhere'>x</a>                        | LINK_BROKEN | 'nowhere' on about.html",
        "<a href='../index.html'>x</a>                   | LINK_BROKEN | href '../index.html'",
        "<a href='a/%2e%2e/%2e%2e/x'>x</a>               | LINK_BROKEN | which is not there",
        "<a href='/index.html'>x</a>                     | LINK_BROKEN | href '/index.html'",
        "<a href='//example.org/'>x</a>                  | LINK_BROKEN | href '//example.org/'",
        "<a href='rules/'>x</a>                          | LINK_BROKEN | a link to rules/",
        "<a href='javascript:alert(1)'>x</a>             | LINK_BROKEN | href"
            + " 'javascript:alert(1)'",
        "<a href=' &#1;java&#10;script:alert(1)'>x</a>   | LINK_BROKEN | script:alert(1)'",
        "<a href='data:text/html,x'>x</a>                | LINK_BROKEN | href 'data:text/html,x'",
        "<a href='file:///etc/passwd'>x</a>              | LINK_BROKEN | href 'file:///etc/passwd'",
        "<script src='https://example.org/x.js'></script> | LINK_EXTERNAL_RESOURCE | <script>",
        "<script src='//example.org/x.js'></script>      | LINK_EXTERNAL_RESOURCE | <script>",
        "<img alt='' src='https://example.org/x.png'>    | LINK_EXTERNAL_RESOURCE | <img>",
        "<img alt='' srcset='http://example.org/x 2x'>   | LINK_EXTERNAL_RESOURCE | srcset",
        "<form action='https://example.org/'></form>     | LINK_EXTERNAL_RESOURCE | <form>",
        "<p id='main'>x</p>                              | HTML_INVALID | the id 'main' a second"
            + " time",
        "<p style='color: red'>x</p>                     | HTML_INVALID | an attribute style",
        "<p onclick='x()'>x</p>                          | HTML_INVALID | an attribute onclick",
        "<script>x()</script>                            | HTML_INVALID | an inline <script>",
        "<style>p {}</style>                             | HTML_INVALID | an inline <style>",
        "<img src='assets/site.css'>                     | HTML_INVALID | an <img> without alt",
        "<iframe></iframe>                               | HTML_INVALID | an element <iframe>",
        "<h1>x</h1>                                      | HTML_INVALID | 2 elements <h1>",
        "<p>x</b></p>                                    | HTML_INVALID | b"
      })
  void whatAPageMustNotHaveIsFound(String markup, Code code, String found) throws IOException {
    replace(ABOUT, "</main>", markup + "</main>");
    List<SiteFinding> findings = findings();
    assertThat(findings)
        .extracting(SiteFinding::code, SiteFinding::path)
        .containsOnly(tuple(code, ABOUT));
    assertThat(findings).anySatisfy(finding -> assertThat(finding.found()).contains(found));
    assertThat(findings).allMatch(finding -> finding.line() > 1 && finding.column() > 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a href='https://example.org/?a=b#c'>x</a>",
        "<a href='index.html?q=C:\\Windows#top'>x</a>",
        "<a href='./assets/../%69ndex.html'>x</a>",
        "<a href=''>x</a><a href='#'>x</a><a href='#main'>x</a>",
        "<img alt='' src='data:image/png;base64,AA=='>"
      })
  void whatAPageMayHaveIsNoFinding(String markup) throws IOException {
    replace(ABOUT, "</main>", markup + "</main>");
    assertThat(findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html lang=\"en\">  | <html>        | without a language",
        "<h1               | <h2           | elements <h1>",
        "<!DOCTYPE html>   | <!-- -->      | no doctype",
        "default-src 'none' | default-src * | the policy default-src *",
        "Content-Security-Policy | refresh | 0 policies"
      })
  void whatAPageMustHaveIsMissed(String text, String other, String found) throws IOException {
    replace(ABOUT, text, other);
    assertThat(findings())
        .allMatch(finding -> finding.code() == Code.HTML_INVALID && finding.path().equals(ABOUT))
        .anySatisfy(finding -> assertThat(finding.found()).contains(found));
  }

  @Test
  void aProblemOfEveryPageIsOneFinding() throws IOException {
    Files.delete(site.resolve("assets/theme.js"));
    assertThat(findings()).hasSize(1);
    SiteFinding finding = findings().get(0);
    assertThat(finding.code()).isEqualTo(Code.LINK_BROKEN);
    assertThat(finding.times()).isEqualTo(SiteCheck.check(site).pages());
  }

  @Test
  void aStyleSheetThatAsksForMoreIsFound() throws IOException {
    replace("assets/site.css", "", "@import 'https://example.org/x.css';\n");
    assertThat(findings())
        .extracting(SiteFinding::code)
        .containsExactly(Code.LINK_EXTERNAL_RESOURCE);
  }

  @Test
  void brokenDataAreFound() throws IOException {
    replace("catalog.json", "}", "");
    assertThat(findings())
        .extracting(SiteFinding::code, SiteFinding::path)
        .containsExactly(tuple(Code.DATA_INVALID, "catalog.json"));
  }

  @Test
  void brokenDataOfARuleAreFound() throws IOException {
    String rule = first("rules", ".json");
    replace(rule, "\"version\":1", "\"version\":1,\"more\":1");
    assertThat(findings())
        .extracting(SiteFinding::code, SiteFinding::path)
        .containsExactly(tuple(Code.DATA_INVALID, rule));
  }

  @Test
  void aNameThatLeadsOutOfTheFolderIsNoName() throws IOException {
    String slug = first("rules", ".json").replaceAll(".*/|\\.json", "");
    replace("catalog.json", slug, "../../" + slug);
    assertThat(findings()).extracting(SiteFinding::code).containsExactly(Code.DATA_INVALID);
  }

  @ParameterizedTest
  @CsvSource({"rules,.json", "fields,.html", "events,.html", "logsources,.html"})
  void aMissingPageIsFound(String below, String end) throws IOException {
    String path = first(below, end);
    Files.delete(site.resolve(path));
    assertThat(findings())
        .filteredOn(finding -> finding.code() == Code.PAGE_MISSING)
        .extracting(SiteFinding::path)
        .containsExactly(path);
    assertThat(findings())
        .extracting(SiteFinding::code)
        .containsOnly(Code.PAGE_MISSING, Code.LINK_BROKEN);
  }

  @Test
  void aRuleThatTheSearchDoesNotKnowIsFound() throws IOException {
    String slug = first("rules", ".json").replaceAll(".*/|\\.json", "");
    replace("search-index.js", "\"" + slug + "\"", "\"x\"");
    assertThat(findings())
        .extracting(SiteFinding::code, SiteFinding::expected)
        .containsExactly(tuple(Code.PAGE_MISSING, "an entry with " + slug));
  }

  @Test
  void aLargePageIsFound() throws IOException {
    replace(ABOUT, "</main>", "x".repeat(Paging.PAGE_LIMIT) + "</main>");
    assertThat(findings()).extracting(SiteFinding::code).containsExactly(Code.PAGE_TOO_LARGE);
  }

  @Test
  void aFileThatNothingLeadsToIsFound() throws IOException {
    Files.writeString(site.resolve("rules/mine.txt"), "mine");
    assertThat(findings())
        .extracting(SiteFinding::code, SiteFinding::path)
        .containsExactly(tuple(Code.FILE_UNKNOWN, "rules/mine.txt"));
  }

  @Test
  void aLinkOutOfTheFolderIsSeenAndNotFollowed() throws IOException {
    Files.createSymbolicLink(site.resolve("assets/out.html"), folder.resolve("own/1.yml"));
    assertThat(findings())
        .extracting(SiteFinding::code, SiteFinding::path)
        .containsExactly(tuple(Code.FILE_UNKNOWN, "assets/out.html"));
  }

  @Test
  void aRuleThatNoEventCanMatchIsFound() throws IOException {
    replace("catalog.json", "\"routable\":true", "\"routable\":false");
    assertThat(findings()).extracting(SiteFinding::code).containsExactly(Code.COVERAGE_MISSING);
  }

  @Test
  void anEventWithoutATitleIsFound() throws IOException {
    String text = Files.readString(site.resolve("catalog.json"));
    int events = text.indexOf("\"events\":[{\"key\"");
    int title = text.indexOf("\"title\":\"", events);
    int end = text.indexOf('"', title + "\"title\":\"".length());
    Files.writeString(
        site.resolve("catalog.json"),
        text.substring(0, title) + "\"title\":\"" + text.substring(end));
    assertThat(findings()).extracting(SiteFinding::code).containsExactly(Code.COVERAGE_MISSING);
  }

  @Test
  void bytesThatAreNoTextAreFound() throws IOException {
    byte[] page =
        Files.readString(site.resolve(ABOUT))
            .replace("</main>", "\u00e4</main>")
            .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(site.resolve(ABOUT), page);
    assertThat(findings()).extracting(SiteFinding::found).contains("bytes that are no UTF-8");
  }

  private List<SiteFinding> findings() throws IOException {
    return SiteCheck.check(site).findings();
  }

  /** Puts {@code other} in the place of the first {@code text}. */
  private void replace(String path, String text, String other) throws IOException {
    Path file = site.resolve(path);
    String content = Files.readString(file);
    int at = content.indexOf(text);
    assertThat(at).as(text).isNotNegative();
    Files.writeString(
        file, content.substring(0, at) + other + content.substring(at + text.length()));
  }

  /** The first file below a folder that ends so and is not its list. */
  private String first(String below, String end) throws IOException {
    try (Stream<Path> files = Files.list(site.resolve(below))) {
      Path first =
          files
              .filter(file -> file.toString().endsWith(end) && !file.endsWith("index.html"))
              .sorted()
              .findFirst()
              .orElseThrow();
      return below + "/" + Objects.requireNonNull(first.getFileName());
    }
  }
}
