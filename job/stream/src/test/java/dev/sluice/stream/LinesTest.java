package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.DeadLetter.Reason;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.format.AlertFormat;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.RuleStatus.Kind;
import dev.sluice.stream.control.MessageSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.serialization.Encoder;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Test
  void eachRecordIsOneLine() throws IOException {
    Alert alert = new Alert("h", "id", "low", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    assertThat(line(Lines.alerts(AlertFormat.NATIVE), alert)).isEqualTo("{\"a\":1}\n");
    UndecodableEvent event =
        new UndecodableEvent(
            Reason.EMPTY, "m", 1, Origin.file("f", 2), new byte[] {'x', '\n'}, 9, "sha");
    assertThat(line(Lines.undecodableEvents(), event))
        .isEqualTo(
            """
            {"reason":"EMPTY","message":"m","offset":1,"source":"f","partition":-1,"position":2,\
            "length":9,"sha256":"sha","truncated":true,"bytes":"eAo="}
            """);
    SigmaError problem =
        SigmaError.at("f.yml", Position.START, ErrorCode.BAD_CIDR, "bad \"cidr\"", "");
    RuleStatus status =
        RuleStatus.of(Kind.ACCEPTED, "n", 2, "h", RuleSeed.ORIGIN)
            .with(new RuleStatus.Counts(4, 0, 5, 0, 0, 6, 0), List.of(problem));
    assertThat(line(Lines.ruleStatus(), status))
        .isEqualTo(
            """
            {"kind":"ACCEPTED","ruleSet":"n","version":2,"hash":"h","subtask":0,"parallelism":1,\
            "rulesActive":4,"rulesRefused":5,"filesKept":6,"problems":["f.yml:1:1: bad \\"cidr\\""]}
            """);
  }

  @Test
  void aDeadLetterIsOneOfItsSchema() throws IOException {
    MessageSchema schema = MessageSchema.of("dead-letter");
    for (Reason reason : Reason.values()) {
      for (Origin origin : List.of(Origin.file("f", 2), Origin.kafka("sluice.events", 3, 4))) {
        UndecodableEvent event =
            new UndecodableEvent(reason, "m", 1, origin, new byte[] {'x'}, 9, "sha");
        String line = line(Lines.undecodableEvents(), event);
        assertThat(schema.problems(line.getBytes(StandardCharsets.UTF_8))).isEmpty();
      }
    }
  }

  private static <T> String line(Encoder<T> encoder, T element) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    encoder.encode(element, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
