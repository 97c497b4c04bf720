package dev.sluice.stream.control;

import java.util.List;

/**
 * What one change makes of a well-formed message.
 *
 * @param from text that stands in the message
 * @param to what stands there instead
 * @param problem what {@link InputProblem#toString()} says, without line and column
 * @param schemaSees whether the JSON schema refuses it as well
 */
record Malformed(String from, String to, String problem, boolean schemaSees) {
  private static final String R_HASH = Manifests.hash("r");

  static String manifest() {
    return Manifests.text(Manifests.manifest(1, "", Manifests.everyKind()).toJson());
  }

  String in(String message) {
    if (!message.contains(from)) {
      throw new AssertionError("not in the message: " + from);
    }
    int at = message.indexOf(from);
    return message.substring(0, at) + to + message.substring(at + from.length());
  }

  @Override
  public String toString() {
    return from + " -> " + to;
  }

  /** Cases over {@link #manifest()}. */
  static List<Malformed> manifests() {
    return List.of(
        seen("sluice/v1", "sluice/v2", "/apiVersion: expected 'sluice/v1', found 'sluice/v2'"),
        seen("\"RuleSet\"", "\"Rules\"", "/kind: expected 'RuleSet', found 'Rules'"),
        seen("\"fleet\"", "\"\"", "/name: expected a name of 1 to 63"),
        seen("\"fleet\"", "\"Fleet\"", "/name: expected a name of 1 to 63"),
        seen("\"fleet\"", "\"../fleet\"", "found '../fleet'"),
        unseen("\"fleet\"", "\"fleet\\n\"", "found 'fleet\uFFFD'"),
        seen("\"fleet\"", "\"-fleet\"", "/name: expected"),
        seen("\"fleet\"", "\"fl\u0131et\"", "/name: expected"),
        seen("\"fleet\"", "\"" + "a".repeat(64) + "\"", "/name: expected"),
        seen("\"fleet\"", "7", "/name: expected a text, found a number"),
        seen("\"fleet\"", "null", "/name: expected a text, found null"),
        seen("\"name\":\"fleet\",", "", "'name' is missing"),
        seen("\"production\"", "\"pro duction\"", "/environment: expected a name"),
        seen("\"version\":1", "\"version\":0", "/version: expected a whole number from 1 to"),
        seen("\"version\":1", "\"version\":-1", "/version: expected a whole number from 1 to"),
        seen("\"version\":1", "\"version\":1.5", "/version: expected a whole number from 1 to"),
        seen("\"version\":1", "\"version\":\"1\"", "found a text"),
        seen("\"version\":1", "\"version\":9007199254740992", "found 9007199254740992"),
        seen("\"version\":1", "\"version\":99999999999999999999", "found a number"),
        unseen("\"version\":1", "\"version\":1e0", "/version: expected a whole number"),
        unseen("\"version\":1", "\"version\":1,\"version\":2", "'version' stands here twice"),
        seen("\"parent\":\"\"", "\"parent\":\"abc\"", "/parent: expected a SHA-256"),
        seen("\"parent\":\"\"", "\"parent\":null", "/parent: expected a text, found null"),
        seen("\"allowPartial\":false", "\"allowPartial\":0", "/allowPartial: expected true"),
        seen("\"allowPartial\"", "\"allowpartial\"", "(did you mean 'allowPartial'?)"),
        seen("\"entries\":[", "\"extra\":[],\"entries\":[", "unknown key 'extra'"),
        seen("\"kind\":\"rule\"", "\"kind\":\"rules\"", "/entries/0/kind: expected one of rule,"),
        seen("\"kind\":\"rule\"", "\"kind\":\"rules\"", "found 'rules' (did you mean 'rule'?)"),
        seen("\"kind\":\"rule\"", "\"kind\":\"RULE\"", "/entries/0/kind: expected one of"),
        seen("\"shadow\"", "\"shadowed\"", "/entries/0/mode: expected one of enabled, shadow"),
        seen("\"mode\":\"shadow\",", "", "/entries/0: 'mode' is missing"),
        seen("\"id\":\"r\"", "\"id\":\"\"", "/entries/0/id: expected one line of 1 to 256"),
        seen("\"id\":\"r\"", "\"id\":\"r\\u001b[2J\"", "found 'r\uFFFD[2J'"),
        seen("\"id\":\"r\"", "\"id\":\"\\u202er\"", "/entries/0/id: expected one line"),
        unseen("\"id\":\"r\"", "\"id\":\"\\ud800\"", "/entries/0/id: expected one line"),
        seen("\"id\":\"r\"", "\"id\":[\"r\"]", "/entries/0/id: expected a text, found a list"),
        unseen("\"kind\":\"mapping\"", "\"kind\":\"logsource\"", "'logsource x' stands here twice"),
        seen("windows/ü.yml", "../ü.yml", "/entries/0/path: expected a relative path"),
        seen("windows/ü.yml", "/etc/passwd", "/entries/0/path: expected a relative path"),
        seen("windows/ü.yml", "a//b.yml", "/entries/0/path: expected a relative path"),
        seen("windows/ü.yml", "a\\\\b.yml", "/entries/0/path: expected a relative path"),
        seen("windows/ü.yml", "a/./b.yml", "/entries/0/path: expected a relative path"),
        seen("windows/ü.yml", "a/..", "/entries/0/path: expected a relative path"),
        seen(R_HASH, R_HASH.substring(1), "/entries/0/sha256: expected a SHA-256 of 64"),
        seen(R_HASH, R_HASH.substring(1) + "A", "/entries/0/sha256: expected a SHA-256 of 64"),
        seen(
            "{\"level\":\"high\"}", "{\"level\":\"huge\"}", "/entries/0/overrides/level: expected"),
        seen("{\"level\":\"high\"}", "{}", "/entries/0/overrides: overrides say nothing"),
        seen(
            "{\"level\":\"high\"}",
            "{\"suppress\":{\"fields\":[]}}",
            "/entries/0/overrides/suppress: 'seconds' is missing"),
        seen(
            "{\"level\":\"high\"}",
            "{\"suppress\":{\"fields\":[\"a\",\"a\"],\"seconds\":1}}",
            "/entries/0/overrides/suppress/fields/1"),
        seen(
            "{\"level\":\"high\"}",
            "{\"suppress\":{\"fields\":[],\"seconds\":0}}",
            "/entries/0/overrides/suppress/seconds: expected"),
        seen("{\"level\":\"high\"}", "\"high\"", "/entries/0/overrides: expected an object"),
        seen("2027-01-01T00:00:00Z", "2027-01-01", "/entries/0/expires: expected a time like"),
        seen("2027-01-01T00:00:00Z", "2027-01-01T00:00:00+01:00", "/entries/0/expires: expected"),
        unseen("2027-01-01T00:00:00Z", "2027-02-30T00:00:00Z", "/entries/0/expires: expected"),
        seen(
            "\"kind\":\"rule\"",
            "\"kind\":\"filter\"",
            "/entries/0: a filter raises no alerts to shadow (disable it)"),
        seen("\"upsert\"", "\"insert\"", "(did you mean 'upsert'?)"),
        seen("\"ids\":[\"r\",\"c\"]", "\"ids\":\"r\"", "/change/ids: expected a list"),
        seen("\"ids\":[\"r\",\"c\"]", "\"ids\":[\"r\",1]", "/change/ids/1: expected a text"),
        seen("first\\nsecond", "first\\rsecond", "/change/message: expected at most 4096"),
        seen("2026-11-22T07:45:00Z", "yesterday", "/createdAt: expected a time like"),
        seen("\"createdBy\":\"a.author\"", "\"createdBy\":\"\"", "/createdBy: expected one line"));
  }

  private static Malformed seen(String from, String to, String problem) {
    return new Malformed(from, to, problem, true);
  }

  private static Malformed unseen(String from, String to, String problem) {
    return new Malformed(from, to, problem, false);
  }
}
