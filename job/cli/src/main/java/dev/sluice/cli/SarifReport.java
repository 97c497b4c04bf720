package dev.sluice.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.lint.Suppressed;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Findings as one document of SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), with the pages
 * of their codes. What is suppressed is in it and said to be.
 */
final class SarifReport {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

  private final ObjectMapper mapper = new ObjectMapper();
  private final List<ErrorCode> codes;

  private SarifReport(Set<ErrorCode> codes) {
    this.codes = List.copyOf(codes);
  }

  /** The document, in UTF-8. */
  static byte[] of(List<SigmaError> findings, List<Suppressed> suppressed) {
    Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
    findings.forEach(finding -> codes.add(finding.code()));
    suppressed.forEach(each -> codes.add(each.finding().code()));
    ObjectNode document = new SarifReport(codes).document(findings, suppressed);
    return Json.of(document);
  }

  private ObjectNode document(List<SigmaError> findings, List<Suppressed> suppressed) {
    ObjectNode document = mapper.createObjectNode();
    document.put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = document.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "sluice").put("version", version());
    ArrayNode rules = driver.putArray("rules");
    codes.forEach(code -> rule(code, rules.addObject()));
    run.put("columnKind", "unicodeCodePoints");
    ArrayNode results = run.putArray("results");
    findings.forEach(finding -> result(finding, results.addObject()));
    for (Suppressed each : suppressed) {
      ObjectNode result = results.addObject();
      result(each.finding(), result);
      result
          .putArray("suppressions")
          .addObject()
          .put("kind", "inSource")
          .put("justification", each.reason());
    }
    return document;
  }

  private static String version() {
    return new SluiceVersion().getVersion()[0].replaceFirst("^sluice ", "");
  }

  private static void rule(ErrorCode code, ObjectNode rule) {
    rule.put("id", code.name());
    rule.putObject("shortDescription").put("text", CodePages.summary(code));
    rule.putObject("fullDescription").put("text", CodePages.reason(code));
    rule.putObject("help")
        .put("text", CodePages.text(code))
        .put("markdown", CodePages.source(code));
    rule.putObject("defaultConfiguration").put("level", Main.lowerCase(code.severity()));
  }

  private void result(SigmaError finding, ObjectNode result) {
    result.put("ruleId", finding.code().name());
    result.put("ruleIndex", codes.indexOf(finding.code()));
    result.put("level", Main.lowerCase(finding.code().severity()));
    String hint = finding.hint().isEmpty() ? "" : " (" + finding.hint() + ")";
    result.putObject("message").put("text", finding.message() + hint);
    ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", uri(finding.file()));
    place.putObject("region").put("startLine", finding.line()).put("startColumn", finding.column());
    result.putObject("partialFingerprints").put("sluice/v1", fingerprint(finding));
  }

  /** Relative references stay relative: forges resolve them against the checkout. */
  private static String uri(String file) {
    List<String> parts = new ArrayList<>();
    for (String part : file.replace('\\', '/').split("/", -1)) {
      parts.add(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    String path = String.join("/", parts);
    return path.startsWith("/") ? "file://" + path : path;
  }

  /** The same after lines have moved: of what is said, not of where. */
  private static String fingerprint(SigmaError finding) {
    String text = finding.code() + "\n" + finding.file() + "\n" + finding.message();
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
