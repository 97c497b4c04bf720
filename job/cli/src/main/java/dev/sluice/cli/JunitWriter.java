package dev.sluice.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Checks as the XML that JUnit's Ant task made and build servers read: a suite for each file, a
 * case for each event. All checks are held until the end, because a suite begins with its counts.
 */
final class JunitWriter implements ResultWriter<ExampleCheck> {

  private final OutputStream out;
  private final Map<String, List<ExampleCheck>> byFile = new LinkedHashMap<>();

  JunitWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(ExampleCheck check) {
    byFile.computeIfAbsent(check.file(), file -> new ArrayList<>()).add(check);
  }

  @Override
  public void close() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "sluice test");
      counts(xml, byFile.values().stream().flatMap(List::stream).toList());
      for (Map.Entry<String, List<ExampleCheck>> suite : byFile.entrySet()) {
        suite(xml, suite.getKey(), suite.getValue());
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new OutputException(new IOException(e));
    }
    new LineOutput(out).line(text.toString());
  }

  private static void suite(XMLStreamWriter xml, String file, List<ExampleCheck> checks)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", plain(file));
    counts(xml, checks);
    for (ExampleCheck check : checks) {
      xml.writeCharacters("\n    ");
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", plain(check.title().isEmpty() ? file : check.title()));
      xml.writeAttribute("name", plain("line " + check.line() + ": " + check.why()));
      xml.writeAttribute("file", plain(file));
      xml.writeAttribute("line", Integer.toString(check.line()));
      if (!check.passed()) {
        problem(xml, check);
      }
      xml.writeEndElement();
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void counts(XMLStreamWriter xml, List<ExampleCheck> checks)
      throws XMLStreamException {
    xml.writeAttribute("tests", Integer.toString(checks.size()));
    xml.writeAttribute(
        "failures", Long.toString(checks.stream().filter(JunitWriter::isFailure).count()));
    xml.writeAttribute(
        "errors",
        Long.toString(
            checks.stream().filter(check -> !check.passed() && !isFailure(check)).count()));
  }

  /** What cannot be checked is an error, not a failure. */
  private static boolean isFailure(ExampleCheck check) {
    return !check.passed() && (check.actual() != null || check.isUntested());
  }

  private static void problem(XMLStreamWriter xml, ExampleCheck check) throws XMLStreamException {
    xml.writeCharacters("\n      ");
    xml.writeStartElement(isFailure(check) ? "failure" : "error");
    xml.writeAttribute("message", plain(check.verdict()));
    xml.writeAttribute("type", check.status());
    String event = check.isUntested() ? "" : "\n" + check.event();
    xml.writeCharacters(plain(String.join("\n", check.explanation()) + event));
    xml.writeEndElement();
    xml.writeCharacters("\n    ");
  }

  /** What no XML 1.0 document may hold is written as {@code \}{@code uXXXX}. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            codePoint -> {
              if (isAllowed(codePoint)) {
                plain.appendCodePoint(codePoint);
              } else {
                plain.append(String.format("\\u%04X", codePoint));
              }
            });
    return plain.toString();
  }

  private static boolean isAllowed(int codePoint) {
    return codePoint == '\t'
        || codePoint == '\n'
        || (codePoint >= 0x20 && codePoint <= 0xD7FF)
        || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
        || codePoint >= 0x10000;
  }
}
