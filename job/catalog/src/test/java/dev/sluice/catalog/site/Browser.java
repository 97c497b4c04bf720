package dev.sluice.catalog.site;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a window, which sees a site in the file system. By one thread. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern REQUEST =
      Pattern.compile(
          "\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]*)\"");

  /** Of Selenium: it warns that it has no bindings for this version's protocol; none are used. */
  private static final Logger LOG = Logger.getLogger("org.openqa.selenium");

  private final Path site;
  private final Path profile;
  private final ChromeDriver driver;

  /** Skips the test when there is no such browser. */
  Browser(Path site) throws IOException {
    assumeTrue(
        Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
        "no /usr/bin/chromium and /usr/bin/chromedriver: the tests in a browser are skipped");
    LOG.setLevel(Level.SEVERE);
    this.site = site;
    this.profile = Files.createTempDirectory("chromium");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .withTimeout(PATIENCE)
            .build();
    this.driver = new ChromeDriver(service, options(profile));
    driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(Duration.ofSeconds(60));
  }

  private static ChromeOptions options(Path profile) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,1000",
        "--user-data-dir=" + profile);
    options.setCapability("goog:loggingPrefs", logs);
    return options;
  }

  /** Opens the page at {@code path}, which may have a query; waits for the search of the home. */
  void open(String path) {
    driver.get(site.toUri() + path);
    if (path.startsWith(SitePaths.HOME)) {
      ready();
    }
  }

  void ready() {
    until("return document.documentElement.dataset.search === 'ready'");
  }

  void back() {
    driver.navigate().back();
  }

  void forward() {
    driver.navigate().forward();
  }

  /** The address without the way to the site. */
  String address() {
    return Objects.requireNonNull(driver.getCurrentUrl()).replace(site.toUri().toString(), "");
  }

  WebElement one(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<String> texts(String css) {
    return driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
  }

  /** Waits until {@code script} returns true. */
  void until(String script) {
    new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
        .until(any -> Boolean.TRUE.equals(driver.executeScript(script)));
  }

  /** What {@code script} returns. */
  Object script(String script, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
  }

  Object later(String script, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeAsyncScript(script, arguments), "");
  }

  /** Presses keys wherever the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void enter() {
    press(Keys.ENTER);
  }

  /** What the system wants: {@code light} or {@code dark}; {@code print} for paper. */
  void scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            scheme.equals("print") ? "print" : "",
            "features",
            List.of(
                Map.of(
                    "name",
                    "prefers-color-scheme",
                    "value",
                    scheme.equals("dark") ? "dark" : "light"))));
  }

  void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Where the page is wider than the window: descriptions of elements that stick out. */
  List<String> tooWide() {
    Object found =
        script(
            "if (document.documentElement.scrollWidth <= window.innerWidth) return '';"
                + "return [...document.querySelectorAll('main *')]"
                + ".filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)"
                + ".slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join('\\n') || 'the page'");
    return Stream.of(found.toString()).filter(text -> !text.isEmpty()).toList();
  }

  /**
   * What stands in the way of people with screen readers or keyboards.
   *
   * @param rules those of axe to be asked; all for none
   */
  List<String> obstacles(String... rules) {
    @SuppressWarnings("deprecation") // the newer mode opens a second page
    AxeBuilder axe = new AxeBuilder().setLegacyMode(true);
    if (rules.length > 0) {
      axe.withRules(List.of(rules));
    }
    return axe.analyze(driver).getViolations().stream().map(Browser::describe).toList();
  }

  private static String describe(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getNodes().stream().limit(4).map(node -> node.getHtml() + node.getAny()).toList();
  }

  /** A picture of the whole page, at most 6,000 pixels of it. */
  void picture(Path file) throws IOException {
    Map<String, Object> area =
        Map.of(
            "x",
            0,
            "y",
            0,
            "width",
            script("return window.innerWidth"),
            "height",
            script("return Math.min(6000, document.documentElement.scrollHeight)"),
            "scale",
            1);
    Map<String, Object> answer =
        driver.executeCdpCommand(
            "Page.captureScreenshot",
            Map.of("format", "png", "captureBeyondViewport", true, "clip", area));
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, Base64.getDecoder().decode(String.valueOf(answer.get("data"))));
  }

  /** What was asked for since the last call: addresses. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .map(REQUEST::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  /** Errors of scripts, violations of the policy, and the like since the last call. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
