package dev.sluice.engine.event;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlReaderTest {
  private final XmlReader reader = new XmlReader(8);

  @Test
  void namesElementsAndAttributesAsSigmaDoes() {
    Node event =
        readable(
            "<Event xmlns='urn:x'><System><Provider Name='P' Guid='{g}'/><EventID Qualifiers='0'>7</EventID></System>"
                + "<EventData><Data Name='Image'>a &amp; b</Data><Data Name='Empty'/><Data>one</Data><Data><![CDATA[two]]></Data>"
                + "<Data>three</Data></EventData></Event>");
    assertThat(texts(event, "Event.System.Provider_Name")).containsExactly("P");
    assertThat(texts(event, "Event.System.EventID")).containsExactly("7");
    assertThat(texts(event, "Event.System.EventID_Qualifiers")).containsExactly("0");
    assertThat(texts(event, "Event.EventData.Image")).containsExactly("a & b");
    assertThat(texts(event, "Event.EventData.Empty")).containsExactly("");
    assertThat(texts(event, "Event.EventData.Data")).containsExactly("one", "two", "three");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x.dtd'><a/>",
        "<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><a>&b;</a>",
        "<!DOCTYPE a><a/>"
      })
  void aDocumentTypeIsRefused(String text) {
    assertThat(reader.read(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a>&x;</a>",
        "<a",
        "<a><b></a>",
        "<>",
        "<a/><b/>",
        "<a b=1/>",
        "<a/>x",
        "<?xml version='9'?><a/>",
        "<a>\u0000</a>",
        "<",
        "<a b='1' b='2'/>",
        "<x:a/>",
        "<![CDATA[x]]>"
      })
  void malformedXmlIsNoDocument(String text) {
    assertThat(reader.read(text)).isNull();
  }

  @Test
  void depthIsBounded() {
    assertThat(reader.read("<a>".repeat(8) + "</a>".repeat(8))).isNotNull();
    assertThat(reader.read("<a>".repeat(9) + "</a>".repeat(9))).isNull();
    assertThat(reader.read("<a>".repeat(50_000))).isNull();
  }

  private Node readable(String text) {
    return requireNonNull(reader.read(text));
  }

  private static List<String> texts(Node node, String path) {
    List<Value> values = new ArrayList<>(Schema.valuesAt(Path.of(path), node));
    return values.stream().map(Value::text).toList();
  }
}
