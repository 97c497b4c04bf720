package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCutTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> LETTERS =
      List.of("a", "İ", "ς", "\u0001", "\"", "\\", "\n", "😀", "\u2028", "0");

  private static String cut(String event, int maxBytes) {
    byte[] cut = EventCut.cut(event.getBytes(StandardCharsets.UTF_8), maxBytes);
    assertThat(cut.length).isLessThanOrEqualTo(maxBytes);
    return new String(cut, StandardCharsets.UTF_8);
  }

  @Test
  void anEventThatFitsKeepsEveryMember() {
    assertThat(
            cut("\uFEFF{ \"a\" : [1.50, -0, 1e400, true, null, {}], \"b\": {\"c\":\"x\"} }", 4096))
        .isEqualTo("{\"a\":[1.50,-0,1e400,true,null,{}],\"b\":{\"c\":\"x\"}}");
  }

  @Test
  void aLongTextIsCutAndWhatFollowsStays() throws IOException {
    JsonNode cut =
        JSON.readTree(cut("{\"a\":\"%s\",\"b\":1}".formatted("x".repeat(1 << 20)), 20_000));
    assertThat(cut.get("a").asText()).isEqualTo("x".repeat(EventCut.MAX_TEXT) + "…");
    assertThat(cut.get("b").asInt()).isEqualTo(1);
  }

  @Test
  void noCutSplitsACharacterOfTwoHalves() {
    assertThat(EventCut.cut("a😀b", 2)).isEqualTo("a…");
    assertThat(EventCut.cut("a😀b", 3)).isEqualTo("a😀…");
    assertThat(EventCut.cut("a😀b", 4)).isEqualTo("a😀b");
    assertThat(EventCut.cut("😀", 0)).isEqualTo("…");
  }

  @Test
  void aNumberTooLongForAnyoneBecomesATextThatIsCut() throws IOException {
    JsonNode cut = JSON.readTree(cut("{\"a\":%s}".formatted("9".repeat(5000)), 20_000));
    assertThat(cut.get("a").isTextual()).isTrue();
  }

  @Test
  void membersBeyondTheLimitAreLeftOutAndAllThatIsOpenIsClosed() throws IOException {
    StringBuilder event = new StringBuilder("{\"a\":{\"b\":[");
    for (int i = 0; i < 10_000; i++) {
      event.append(i == 0 ? "" : ",").append("{\"n\":").append(i).append('}');
    }
    JsonNode cut = JSON.readTree(cut(event + "]},\"z\":1}", 5000));
    assertThat(cut.get("a").get("b").get(100).get("n").asInt()).isEqualTo(100);
    assertThat(cut.has("z")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 64})
  void thereIsAlwaysAnObject(int maxBytes) throws IOException {
    assertThat(
            JSON.readTree(cut("{\"a\":{\"b\":[[[\"xxxxxxxxxxxxxxxx\"]]]}}", maxBytes)).isObject())
        .isTrue();
  }

  @Test
  void anyEventIsCutToItsBeginningWithinTheLimit() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      JsonNode event = object(random, 0);
      int maxBytes = 2 + random.nextInt(6000);
      JsonNode cut = JSON.readTree(cut(JSON.writeValueAsString(event), maxBytes));
      assertThat(isBeginning(cut, event)).as("seed %d: %s of %s", seed, cut, event).isTrue();
    }
  }

  private static boolean isBeginning(JsonNode cut, JsonNode whole) {
    if (cut.isObject()) {
      List<String> names = new ArrayList<>();
      whole.fieldNames().forEachRemaining(names::add);
      int at = 0;
      for (var member : cut.properties()) {
        if (!names.get(at++).equals(member.getKey())
            || !isBeginning(member.getValue(), whole.get(member.getKey()))) {
          return false;
        }
      }
      return true;
    }
    if (cut.isArray()) {
      for (int i = 0; i < cut.size(); i++) {
        if (!isBeginning(cut.get(i), whole.get(i))) {
          return false;
        }
      }
      return true;
    }
    String text = cut.asText();
    return cut.equals(whole)
        || (text.endsWith("…") && whole.asText().startsWith(text.substring(0, text.length() - 1)));
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JSON.createObjectNode();
    for (int i = random.nextInt(8); i > 0; i--) {
      object.set(text(random, 12) + i, value(random, depth));
    }
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    int kind = random.nextInt(depth > 4 ? 4 : 6);
    return switch (kind) {
      case 0 -> JSON.getNodeFactory().numberNode(random.nextInt());
      case 1 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
      case 2 -> JSON.getNodeFactory().nullNode();
      case 3 -> JSON.getNodeFactory().textNode(text(random, random.nextInt(20) == 0 ? 3000 : 20));
      case 4 -> object(random, depth + 1);
      default -> array(random, depth + 1);
    };
  }

  private static ArrayNode array(Random random, int depth) {
    ArrayNode array = JSON.createArrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(random, depth));
    }
    return array;
  }

  private static String text(Random random, int maxLength) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxLength); i > 0; i--) {
      text.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return text.toString();
  }
}
