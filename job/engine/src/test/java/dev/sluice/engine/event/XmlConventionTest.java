package dev.sluice.engine.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.ReadResult.Readable;
import java.util.List;
import org.junit.jupiter.api.Test;

final class XmlConventionTest {
  private static final EventReader READER = ShippedTables.reader();

  @Test
  void namedDataAmongOthersAreFields() {
    Event event =
        eventData(
            "'Data':['one',{'#attributes':{'Name':'CommandLine'},'#text':'evil'},"
                + "{'#attributes':{'Name':'User','Type':'t'},'#text':'bob'},{'#text':'two'},"
                + "{'#attributes':{'Name':'Empty'}},null]");
    assertThat(texts(event, "CommandLine")).containsExactly("evil");
    assertThat(texts(event, "User")).containsExactly("bob");
    assertThat(texts(event, "Empty")).containsExactly("");
    assertThat(texts(event, "Data")).containsExactly("one", "two", "");
    assertThat(texts(event, "Data_Type")).containsExactly("t");
    assertThat(event.values("Data_Name")).isEmpty();
  }

  @Test
  void oneNamedDataIsAField() {
    Event event = eventData("'Data':{'#attributes':{'Name':'CommandLine'},'#text':'evil'}");
    assertThat(texts(event, "CommandLine")).containsExactly("evil");
    assertThat(event.values("Data")).isEmpty();
  }

  @Test
  void dataOfOneNameAreTogether() {
    Event event =
        eventData(
            "'User':'eve','Data':[{'#attributes':{'Name':'User'},'#text':'bob'},"
                + "{'#attributes':{'Name':'User'},'#text':['ann','joe']}]");
    assertThat(texts(event, "User")).containsExactly("eve", "bob", "ann", "joe");
  }

  @Test
  void attributesOfItemsAreTogether() {
    Event event =
        eventData(
            "'Param':[{'#attributes':{'Index':1},'#text':'a'},{'#attributes':{'Index':2,'Name':'n'},'#text':'b'}],"
                + "'Key_attributes':[{'Id':3},{'Id':4}],'Odd_attributes':'x','#text':'beside'");
    assertThat(texts(event, "Param")).containsExactly("a", "b");
    assertThat(texts(event, "Param_Index")).containsExactly("1", "2");
    assertThat(texts(event, "Param_Name")).containsExactly("n");
    assertThat(texts(event, "Key_Id")).containsExactly("3", "4");
    assertThat(texts(event, "Odd_attributes")).containsExactly("x");
    assertThat(event.texts()).extracting(Value::text).contains("beside");
  }

  @Test
  void whatStandsBesideTextIsKept() {
    Event event =
        eventData(
            "'CommandLine':{'#attributes':{'a':'attribute'},'#text':'evil','b':{'#text':'beside'},'c':['more']}");
    assertThat(texts(event, "CommandLine").get(0)).isEqualTo("evil");
    assertThat(texts(event, "CommandLine.b")).containsExactly("beside");
    assertThat(texts(event, "CommandLine_a")).containsExactly("attribute");
    assertThat(event.texts())
        .extracting(Value::text)
        .contains("evil", "beside", "more", "attribute");
  }

  @Test
  void anElementNamedLikeAnAttributeKeepsBoth() {
    Event before = eventData("'A_B':'element','A':{'#attributes':{'B':'attribute'},'#text':'a'}");
    Event after = eventData("'A':{'#attributes':{'B':'attribute'},'#text':'a'},'A_B':'element'");
    Event apart = eventData("'A':'a','A_attributes':{'B':'attribute'},'A_B':['element']");
    for (Event event : List.of(before, after, apart)) {
      assertThat(texts(event, "A_B")).containsExactlyInAnyOrder("attribute", "element");
      assertThat(texts(event, "A")).containsExactly("a");
    }
  }

  private static Event eventData(String data) {
    String json =
        "{'Event':{'System':{'EventID':1,'Channel':'Security'},'EventData':{" + data + "}}}";
    Event event = ((Readable) READER.read(json.replace("'", "\"").getBytes(UTF_8))).event();
    assertThat(event.schema()).isEqualTo("evtx");
    return event;
  }

  private static List<String> texts(Event event, String field) {
    return event.values(field).stream().map(Value::text).toList();
  }
}
