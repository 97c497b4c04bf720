package dev.sluice.catalog.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The W3C's checker of HTML, without a network. For one thread. */
final class PageValidator {

  private static final String SCHEMA = "http://s.validator.nu/html5-all.rnc";

  private final Messages messages = new Messages();
  private final SimpleDocumentValidator validator = new SimpleDocumentValidator();

  PageValidator() throws Exception {
    validator.setUpMainSchema(SCHEMA, messages);
    validator.setUpValidatorAndParsers(messages, true, false);
  }

  /** Errors and warnings of the page in {@code file}. */
  List<String> messages(Path file) throws IOException, SAXException {
    messages.found.clear();
    InputSource source = new InputSource(Files.newInputStream(file));
    source.setEncoding("utf-8");
    // an address with a host, without which it takes nothing for 'self'; nothing is fetched
    source.setSystemId("https://catalogue.example/a/b/c.html");
    validator.checkHtmlInputSource(source);
    return messages.found.stream().map(message -> file.getFileName() + ":" + message).toList();
  }

  private static final class Messages implements ErrorHandler {
    private final List<String> found = new ArrayList<>();

    @Override
    public void warning(SAXParseException e) {
      add("warning", e);
    }

    @Override
    public void error(SAXParseException e) {
      add("error", e);
    }

    @Override
    public void fatalError(SAXParseException e) {
      add("fatal", e);
    }

    private void add(String kind, SAXParseException e) {
      found.add(e.getLineNumber() + ":" + e.getColumnNumber() + " " + kind + " " + e.getMessage());
    }
  }
}
