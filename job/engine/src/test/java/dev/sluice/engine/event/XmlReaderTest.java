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
        "<a>&#;</a>",
        "<a>&#x;</a>",
        "<a>&#1</a>",
        "<a><!-- </a>",
        "<",
        "<a b='1' b='2'/>",
        "<x:a/>",
        "<![CDATA[x]]>"
      })
  void malformedXmlIsNoDocument(String text) {
    assertThat(reader.read(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "\u0001",
        "\u001F",
        "\uFFFE",
        "\uFFFF",
        "\uD800",
        "\uDC00",
        "&#0;",
        "&#1;",
        "&#x1;",
        "&#x001f;",
        "&#xFFFE;",
        "&#xD800;",
        "&#x110000;",
        "&#4294967297;",
        "&#99999999999999999999;"
      })
  void aCharacterThatXmlForbidsHidesNothing(String forbidden) {
    Node event =
        readable(
            "<E><Data Name='A'>evil %s.exe</Data><Data Name='B%<s'>b</Data><C D='%<s'/></E>"
                .formatted(forbidden));
    assertThat(texts(event, "E.A")).containsExactly("evil \uFFFD.exe");
    assertThat(texts(event, "E.B\uFFFD")).containsExactly("b");
    assertThat(texts(event, "E.C_D")).containsExactly("\uFFFD");
  }

  @Test
  void whatXmlAllowsStaysAsItIs() {
    assertThat(texts(readable("<a>\uD83D\uDE00&#x1F600;&#65;&#x41;&#9;&lt;\uFFFD\u007F</a>"), "a"))
        .containsExactly("\uD83D\uDE00\uD83D\uDE00AA\t<\uFFFD\u007F");
    assertThat(texts(readable("<a><!-- &#1;\u0001 --><?p &#1; ?><![CDATA[&#1;\u0001]]></a>"), "a"))
        .containsExactly("&#1;\uFFFD");
    assertThat(texts(readable("<a b=']]>'>x ]]> y</a>"), "a")).containsExactly("x ]]> y");
    assertThat(texts(readable("<?xml version='1.0' encoding='utf-16'?><a>\u00E9\u0001</a>"), "a"))
        .containsExactly("\u00E9\uFFFD");
  }

  @Test
  void manyReferencesAreNoMatter() {
    assertThat(texts(readable("<a>" + "&#1;&lt;&#x41;".repeat(70_000) + "</a>"), "a"))
        .containsExactly("\uFFFD<A".repeat(70_000));
    assertThat(reader.read("<a>" + "<!--".repeat(250_000))).isNull();
    assertThat(reader.read("<a>" + "&#1".repeat(300_000))).isNull();
  }

  @Test
  void textBesideElementsIsKept() {
    Node event =
        readable(
            "<E>\n<Data Name='CommandLine'>evil <b>x</b>&#1; y</Data><Data Name='CommandLine'>two</Data>\n</E>");
    assertThat(texts(event, "E.CommandLine")).containsExactly("evil \uFFFD y", "", "two");
    assertThat(texts(event, "E.CommandLine.b")).containsExactly("x");
    assertThat(event).isInstanceOf(Node.Members.class);
    assertThat(Path.of("E").in(event)).singleElement().isInstanceOf(Node.Members.class);
  }

  @Test
  void repetitionsDoNotNest() {
    Node event = readable("<E>" + "<Data Name='A'>1</Data>".repeat(40_000) + "</E>");
    assertThat(texts(event, "E.A")).hasSize(40_000);
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
