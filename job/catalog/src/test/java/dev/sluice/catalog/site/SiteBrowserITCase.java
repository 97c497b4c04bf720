package dev.sluice.catalog.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.catalog.CatalogData;
import dev.sluice.catalog.Catalogues;
import dev.sluice.catalog.data.AttackMatrix.Tactic;
import dev.sluice.catalog.data.AttackMatrix.Technique;
import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.Indicator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The site in a browser: how it is used, by whom it can be used, and what it looks like. */
final class SiteBrowserITCase {

  private static final Path PICTURES = Path.of("target", "screenshots");

  @TempDir static Path root = Path.of("");
  @TempDir static Path own = Path.of("");
  private static @Nullable Browser started;
  private static Map<String, String> pageTypes = Map.of();

  @BeforeAll
  static void start() throws IOException {
    started = new Browser(root);
    CatalogData data =
        Catalogues.of(Catalogues.starter(), Catalogues.seeds(), OwnRules.write(own.resolve("own")));
    Site.write(data, root);
    pageTypes = pageTypes(data.catalog());
  }

  @AfterAll
  static void stop() throws IOException {
    if (started != null) {
      started.close();
    }
  }

  private static Browser browser() {
    return Objects.requireNonNull(started);
  }

  /** One page of each type: its name, and its path. */
  private static Map<String, String> pageTypes(Catalog catalog) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("home", SitePaths.HOME);
    pages.put("home-search", SitePaths.HOME + "?q=psexec&level=high&level=medium");
    pages.put("home-nothing", SitePaths.HOME + "?q=qqqqzzzz");
    pages.put("rule", rule(catalog, "PsExec Leaves Its Service Binary or Key File on a Host"));
    pages.put("rule-seed", rule(catalog, "PSexec application execution"));
    pages.put("rule-long", rule(catalog, OwnRules.LONG_TITLE));
    pages.put("rule-correlation", rule(catalog, OwnRules.CORRELATION_TITLE));
    pages.put("rule-refused", SitePaths.rule(catalog.refused().get(0).slug()));
    pages.put("indicator", SitePaths.indicator(mostUsed(catalog).key()));
    pages.put("indicators", SitePaths.INDICATORS);
    pages.put("fields", SitePaths.FIELDS);
    catalog.fields().stream()
        .filter(field -> field.field().equals("CommandLine"))
        .forEach(field -> pages.put("field", SitePaths.field(field.key())));
    pages.put("logsources", SitePaths.LOG_SOURCES);
    pages.put("logsource", SitePaths.logSource(catalog.logSources().get(0).key()));
    pages.put("events", SitePaths.EVENTS);
    pages.put("event", SitePaths.event(catalog.events().get(0).key()));
    pages.put("packs", SitePaths.PACKS);
    pages.put("attack", SitePaths.ATTACK);
    catalog.attack().techniques().stream()
        .max(Comparator.comparing((Technique one) -> one.rules().size()))
        .ifPresent(one -> pages.put("technique", SitePaths.technique(one.id())));
    catalog.attack().tactics().stream()
        .max(Comparator.comparing((Tactic one) -> one.rules().size()))
        .ifPresent(one -> pages.put("tactic", SitePaths.tactic(one.word())));
    pages.put("overlap", SitePaths.OVERLAP);
    pages.put("gaps", SitePaths.GAPS);
    pages.put("refused", SitePaths.REFUSED);
    pages.put("about", SitePaths.ABOUT);
    return pages;
  }

  private static String rule(Catalog catalog, String title) {
    return catalog.rules().stream()
        .filter(line -> line.title().equals(title))
        .map(line -> SitePaths.rule(line.slug()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no rule " + title));
  }

  private static Indicator mostUsed(Catalog catalog) {
    return catalog.indicators().stream()
        .max(Comparator.comparing((Indicator one) -> one.rules().size()))
        .orElseThrow();
  }

  @BeforeEach
  void asTheSystemHasIt() {
    browser().scheme("light");
    browser().width(1280);
  }

  @Test
  void theBestResultStandsFirst() {
    search("psexec leaves its service binary");
    assertThat(titles()).first().asString().startsWith("PsExec Leaves Its Service Binary");
    search("\\\\PSEXESVC.exe");
    assertThat(titles()).anyMatch(title -> title.startsWith("PsExec Leaves Its Service Binary"));
    search("T1569.002");
    assertThat(titles()).isNotEmpty();
    search(OwnRules.LONG_ID);
    assertThat(titles()).containsExactly(OwnRules.LONG_TITLE);
    search("piece-of-value-0042");
    assertThat(titles()).containsExactly(OwnRules.LONG_TITLE);
  }

  @Test
  void aQueryOfNothingKnownFindsNothing() {
    search("qqqqzzzz");
    assertThat(titles()).isEmpty();
    assertThat(browser().one("#found").getText()).isEqualTo("0 results");
  }

  @Test
  void refusedDocumentsAreFoundOnlyWhenTheyAreChosen() {
    search(OwnRules.REFUSED_TITLE);
    assertThat(titles()).doesNotContain(OwnRules.REFUSED_TITLE);
    assertThat(browser().one("#hint").getText()).startsWith("1 refused document has it too.");
    browser().one("#hint button").click();
    assertThat(titles()).containsExactly(OwnRules.REFUSED_TITLE);
    assertThat(browser().address()).contains("kind=refused");
  }

  @Test
  void facetsCountWhatTheyWouldLeave() {
    browser().open(SitePaths.HOME + "?level=high");
    int high = results();
    assertThat(count("Level", "high")).isEqualTo(high);
    int low = count("Level", "low");
    assertThat(
            count("Status", "test") + count("Status", "experimental") + count("Status", "stable"))
        .isLessThanOrEqualTo(high);
    check("Level", "low");
    assertThat(results()).as("one or the other").isEqualTo(high + low);
    assertThat(browser().address()).isEqualTo("index.html?level=high&level=low");
    int execution = count("Tactic", "Execution");
    check("Tactic", "Execution");
    assertThat(results()).as("one and the other").isEqualTo(execution).isLessThan(high + low);
  }

  @Test
  void theAddressHoldsWhatIsAskedFor() {
    browser().open(SitePaths.HOME + "?q=psexec&level=medium&level=low");
    assertThat(browser().one("#query").getAttribute("value")).isEqualTo("psexec");
    assertThat(browser().texts("#chosen li")).containsExactly("Level: medium ×", "Level: low ×");
    assertThat(titles()).isNotEmpty();
    assertThat(browser().texts("#results .level"))
        .containsAnyOf("medium", "low")
        .doesNotContain("high");
  }

  @Test
  void backAndForwardGoThroughWhatWasAskedFor() {
    browser().open(SitePaths.HOME);
    int all = results();
    check("Level", "high");
    int high = results();
    browser().one("#query").sendKeys("service");
    browser().until("return location.search.includes('q=service')");
    int both = results();
    assertThat(both).isLessThan(high);
    browser().back();
    browser().until("return document.getElementById('query').value === ''");
    assertThat(results()).isEqualTo(high);
    browser().back();
    browser().until("return document.querySelectorAll('#chosen li').length === 0");
    assertThat(results()).isEqualTo(all);
    browser().forward();
    browser().forward();
    browser().until("return document.getElementById('query').value === 'service'");
    assertThat(results()).isEqualTo(both);
  }

  @Test
  void theListIsThereAgainOnTheWayBackFromARule() {
    search("psexec");
    List<String> before = titles();
    browser().press(Keys.ARROW_DOWN);
    browser().enter();
    browser().until("return location.pathname.includes('/rules/')");
    browser().back();
    browser().ready();
    assertThat(titles()).isEqualTo(before);
  }

  @Test
  void theKeyboardIsEnough() {
    browser().open(SitePaths.HOME);
    browser().press("/");
    browser().press("psexec");
    browser()
        .until(
            "return document.activeElement.id === 'query' && document.activeElement.value ==="
                + " 'psexec'");
    browser().press(Keys.ARROW_DOWN);
    assertThat(focused()).isEqualTo(titles().get(0));
    browser().press(Keys.ARROW_DOWN);
    assertThat(focused()).isEqualTo(titles().get(1));
    browser().press(Keys.ARROW_UP, Keys.ARROW_UP);
    browser().until("return document.activeElement.id === 'query'");
    browser().press(Keys.ESCAPE);
    browser()
        .until("return document.getElementById('query').value === '' && location.search === ''");
    browser().press(Keys.ARROW_DOWN);
    String first = focused();
    browser().enter();
    browser().until("return location.pathname.includes('/rules/')");
    assertThat(first).isNotEmpty();
  }

  @Test
  void moreResultsComeFiftyAtATime() {
    browser().open(SitePaths.HOME);
    assertThat(titles()).hasSize(50);
    browser().one("#more").click();
    assertThat(titles()).hasSize(100);
    assertThat(focused()).isEqualTo(titles().get(50));
  }

  @Test
  void darkIsWhatTheSystemSaysOrTheReader() {
    browser().open(SitePaths.HOME);
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");
    browser().scheme("dark");
    assertThat(background()).isEqualTo("rgb(20, 23, 28)");
    browser().one("button.theme").click();
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");
    browser().open(SitePaths.HOME + "?q=x");
    assertThat(background()).as("is kept").isEqualTo("rgb(255, 255, 255)");
    browser().one("button.theme").click();
    browser().scheme("light");
    assertThat(background()).as("the system's again").isEqualTo("rgb(255, 255, 255)");
    browser().scheme("print");
    assertThat(browser().one("header.top").isDisplayed()).isFalse();
  }

  @Test
  void nothingIsAskedOfANetworkAndNothingComplains() {
    browser().requests();
    browser().complaints();
    SoftAssertions soft = new SoftAssertions();
    pageTypes.forEach(
        (type, path) -> {
          browser().open(path);
          soft.assertThat(browser().requests())
              .as(type)
              .isNotEmpty()
              .allMatch(address -> address.startsWith("file:") || address.startsWith("data:"));
          soft.assertThat(browser().complaints()).as(type).isEmpty();
        });
    soft.assertAll();
  }

  @Test
  void noPageStandsInAnyonesWayOrIsWiderThanTheWindow() throws IOException {
    SoftAssertions soft = new SoftAssertions();
    for (Map.Entry<String, String> page : pageTypes.entrySet()) {
      String type = page.getKey();
      browser().width(1280);
      browser().scheme("light");
      browser().open(page.getValue());
      soft.assertThat(browser().obstacles()).as(type + ", light").isEmpty();
      soft.assertThat(browser().tooWide()).as(type + ", 1280 pixels").isEmpty();
      browser().picture(PICTURES.resolve(type + "-light.png"));
      browser().scheme("dark");
      // what else axe looks at is the same in both
      soft.assertThat(browser().obstacles("color-contrast")).as(type + ", dark").isEmpty();
      browser().picture(PICTURES.resolve(type + "-dark.png"));
      browser().width(400);
      soft.assertThat(browser().tooWide()).as(type + ", 400 pixels").isEmpty();
      browser().picture(PICTURES.resolve(type + "-narrow.png"));
    }
    soft.assertAll();
  }

  private static void search(String text) {
    browser().open(SitePaths.HOME);
    browser().one("#query").sendKeys(text);
  }

  private static List<String> titles() {
    return browser().texts("#results a");
  }

  /** How many results there are, as the page says. */
  private static int results() {
    return Integer.parseInt(browser().one("#found").getText().replaceAll("\\D.*", ""));
  }

  private static String focused() {
    return browser().script("return document.activeElement.textContent").toString();
  }

  private static String background() {
    return browser().script("return getComputedStyle(document.body).backgroundColor").toString();
  }

  private static final String ITEM =
      "const item = [...document.querySelectorAll('#facets details')]"
          + ".find(d => d.querySelector('summary').textContent === arguments[0]);"
          + "const found = [...item.querySelectorAll('li')]"
          + ".find(l => l.querySelector('label > span').textContent === arguments[1]);";

  private static int count(String facet, String value) {
    Object text =
        browser()
            .script(
                ITEM + "return found ? found.querySelector('.count').textContent : '0'",
                facet,
                value);
    return Integer.parseInt(text.toString().replace(",", ""));
  }

  private static void check(String facet, String value) {
    browser().script(ITEM + "found.querySelector('input').click()", facet, value);
  }
}
