package dev.sluice.engine.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.ReadResult.Readable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddedDocumentsTest {
  private static final EventReader READER = ShippedTables.reader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil \\u0001",
        "evil \\uFFFE",
        "evil \\uD800",
        "evil &#1;",
        "evil &#x1;",
        "evil &#xFFFE;",
        "evil &#xD800;",
        "evil <b>x</b>",
        "evil ]]>"
      })
  void noCommandLineHidesTheEventDataOfSentinel(String commandLine) {
    Event event =
        event(
            "{'TenantId':'t','TimeGenerated':'2024-05-06T07:08:09Z','Computer':'WS','EventID':4688,'Channel':'Security',"
                + "'EventData':'<EventData><Data Name=\\'CommandLine\\'>"
                + commandLine
                + "</Data><Data Name=\\'User\\'>bob</Data></EventData>'}");
    assertThat(texts(event, "CommandLine").get(0)).startsWith("evil ");
    assertThat(texts(event, "User")).containsExactly("bob");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\\uFEFF", " \\uFEFF\\n", "\\u0000"})
  void sysmonForLinuxIsRoutedWhateverStandsAroundIt(String around) {
    Event event =
        event(
            "{'TimeGenerated':'2024-05-06T07:08:09Z','Computer':'L','Facility':'user','ProcessName':'sysmon','Type':'Syslog',"
                + "'SyslogMessage':'"
                + around
                + "<Event><System><Provider Name=\\'Linux-Sysmon\\'/><EventID>1</EventID><Channel>Linux-Sysmon/Operational</Channel></System>"
                + "<EventData><Data Name=\\'CommandLine\\'>evil \\u0001&#x1;</Data></EventData></Event>"
                + around
                + "'}");
    assertThat(event.logSources()).contains(new LogSource("linux", "process_creation", "sysmon"));
    assertThat(texts(event, "CommandLine")).containsExactly("evil \uFFFD\uFFFD");
  }

  @Test
  void aByteOrderMarkBeforeJsonIsNoMatter() {
    Event event =
        event(
            "{'TenantId':'t','TimeGenerated':'2024-05-06T07:08:09Z','Computer':'WS','EventID':4688,'Channel':'Security',"
                + "'EventData':'\\uFEFF{\\\"CommandLine\\\":\\\"evil\\\"}'}");
    assertThat(texts(event, "CommandLine")).containsExactly("evil");
  }

  /** Reads JSON that is written with {@code '} for a quote and {@code \'} for an apostrophe. */
  private static Event event(String json) {
    String quoted = json.replace("\\'", "\u0007").replace("'", "\"").replace("\u0007", "'");
    return ((Readable) READER.read(quoted.getBytes(UTF_8))).event();
  }

  private static List<String> texts(Event event, String field) {
    return event.values(field).stream().map(Value::text).toList();
  }
}
