package dev.sluice.stream.control;

import static dev.sluice.stream.control.Manifests.bytes;
import static dev.sluice.stream.control.Manifests.hash;
import static dev.sluice.stream.control.Manifests.problem;
import static dev.sluice.stream.control.Manifests.text;
import static dev.sluice.stream.control.Manifests.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.control.Rejection.Reason;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusRecordTest {
  private static final Instant AT = Instant.parse("2026-11-22T07:45:00.5Z");
  private static final StatusOrigin ORIGIN = new StatusOrigin("i-1", "rollout", 0, 1);
  private static final SigmaError ERROR =
      SigmaError.at("a/x.yml", Position.START, ErrorCode.BAD_CIDR, "bad 'cidr'", "mend it");

  /** A record with every component. */
  static StatusRecord full() {
    Rejection rejection = new Rejection(Reason.COMPILE_ERROR, "1 document does not compile");
    return StatusRecord.rejected(rejection, "fleet", 7, hash("7"), ORIGIN, AT)
        .about("rule-1")
        .withErrors(List.of(ERROR.in("rule-1", "T")))
        .counting(new RuleCounts(4, 1, 2, 3));
  }

  static StatusRecord plain() {
    return StatusRecord.of(Kind.ACTIVE, "fleet", 7, hash("7"), ORIGIN, AT);
  }

  @Test
  void aRecordComesBackFromItsJson() {
    assertThat(valid(StatusRecord.read(full().toJson()))).isEqualTo(full());
    assertThat(valid(StatusRecord.read(plain().toJson()))).isEqualTo(plain());
  }

  @Test
  void theKeysHaveAFixedOrderAndWhatIsAbsentIsLeftOut() {
    assertThat(text(full().toJson()))
        .isEqualTo(
            """
            {"kind":"REJECTED","ruleSet":"fleet","version":7,"hash":"%s","incarnation":"i-1",\
            "operator":"rollout","subtask":0,"parallelism":1,"reason":"COMPILE_ERROR",\
            "message":"1 document does not compile","ruleId":"rule-1","errors":[{"file":"a/x.yml",\
            "line":1,"column":1,"code":"BAD_CIDR","message":"bad 'cidr'","hint":"mend it",\
            "ruleId":"rule-1"}],"errorsTotal":1,"rules":{"active":4,"shadow":1,"disabled":2,\
            "refused":3},"at":"2026-11-22T07:45:00.500Z"}"""
                .formatted(hash("7")));
    assertThat(text(plain().saying("m").toJson()))
        .contains("\"parallelism\":1,\"message\":\"m\",\"errors\":[],\"errorsTotal\":0,\"at\":");
  }

  @Test
  void aNewerWriterMaySayMore() {
    String json =
        text(full().toJson()).replace("\"line\":1,", "\"line\":1,\"new\":{\"a\":[1,{}]},");
    assertThat(valid(StatusRecord.read(bytes(json.replace("{\"kind\"", "{\"x\":[],\"kind\"")))))
        .isEqualTo(full());
  }

  @Test
  void whatIsOutOfFormIsRefused() {
    assertProblem("\"REJECTED\"", "\"LOST\"", "/kind: expected one of ACCEPTED, REJECTED");
    assertProblem("\"COMPILE_ERROR\"", "\"BAD_LUCK\"", "/reason: expected one of");
    assertProblem("\"REJECTED\"", "\"ACTIVE\"", "a rejection, and nothing else, has a 'reason'");
    assertProblem("\"reason\":\"COMPILE_ERROR\",", "", "a rejection, and nothing else");
    assertProblem("\"subtask\":0", "\"subtask\":-1", "/subtask: expected a whole number");
    assertProblem("\"at\":\"2026", "\"at\":\"26", "/at: expected a time");
    assertProblem("\"line\":1,", "", "/errors/0: 'line' is missing");
  }

  @Test
  void noErrorsMakeARecordOutgrowItsTopic() {
    String hostile = "\u0000\u202E\ud800€".repeat(10_000);
    SigmaError error =
        new SigmaError(hostile, 1, 1, ErrorCode.BAD_CIDR, hostile, hostile, hostile, hostile);
    StatusRecord status = full().saying(hostile).withErrors(Collections.nCopies(20_000, error));
    byte[] json = status.toJson();
    assertThat(json.length).isLessThan(1 << 20);
    assertThat(status.errors()).hasSize(StatusRecord.MAX_ERRORS);
    assertThat(status.errorsTotal()).isEqualTo(20_000);
    assertThat(valid(StatusRecord.read(json))).isEqualTo(status);
  }

  @Test
  void aRejectionHasAReasonAndNothingElseHas() {
    assertThatThrownBy(() -> StatusRecord.of(Kind.REJECTED, "fleet", 1, "", ORIGIN, AT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertProblem(String from, String to, String problem) {
    String json = new Malformed(from, to, problem, true).in(text(full().toJson()));
    assertThat(problem(StatusRecord.read(bytes(json))).toString()).contains(problem);
  }
}
