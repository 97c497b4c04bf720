package dev.sluice.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.ByteHash;
import dev.sluice.engine.sigma.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a random event seldom or never comes upon, yet somebody who wants to hide can write. */
class JudgeTrapsTest {
  private static final long SEED = 1;
  private static final int KINDS = 100;

  /** More pairs of event id and channel than an index keeps plans or routes for. */
  @Test
  void kindsOfEventWithoutRoomForAPlanAreJudgedAlike() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < KINDS; i++) {
      rules
          .append("---\ntitle: r" + i + "\nlogsource: {product: windows}\ndetection:\n")
          .append("  a: {EventID: " + i + ", Image|contains: 'x'}\n")
          .append("  b: {Channel: 'c" + i + "'}\n  condition: a or b and not a\n");
    }
    EqualityRound round = new EqualityRound(SEED, 1);
    byte[] text = rules.toString().getBytes(StandardCharsets.UTF_8);
    RuleSet ruleSet =
        round.compile(List.of(new SourceFile("kinds", "kinds.yml", "kinds.yml", text))).ruleSet();
    Judge judge = round.index(ruleSet).newJudge();
    Judge oracle = round.oracle(ruleSet);
    for (int i = 0; i < KINDS * KINDS; i++) {
      String event =
          "{\"EventID\":%d,\"Channel\":\"C%d\",\"Image\":\"%s\"}"
              .formatted(i % KINDS, i / KINDS, i % 3 == 0 ? "X" : "y");
      byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
      assertThat(Outcome.of(judge, bytes)).as(event).isEqualTo(Outcome.of(oracle, bytes));
    }
  }

  /** Java writes half of a pair as a question mark when it makes bytes of a text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{product: windows}|\"\\ud83d|exists\": true",
        "{product: windows}|\"\\ud83d\": null",
        "{product: windows}|EventID: \"\\ud83d\"",
        "{product: windows}|Channel: [\"\\ud83d\", x]",
        "{product: windows}|Provider_Name: \"a\\ud83d\"",
        "{product: windows}|Provider_Name|contains: \"\\ud83d\"",
        "{product: windows}|Image: \"\\ud83d\"",
        "{product: windows}|Image|endswith: \"\\ude00\"",
        "{product: windows}|Image|startswith: \"\\ud83d\"",
        "{product: windows}|Image: \"*\\ud83d*\\ude00\"",
        "{product: windows}|Image|re: \"\\ud83d\"",
        "{product: windows}|Image|fieldref: Channel",
        "{product: windows}|Image|fieldref|contains: Channel",
        "{product: \"\\ud83d\"}|Image|exists: true",
        "{service: \"\\ud83d\"}|Image|contains: \"\\ud83d\""
      })
  void halfOfAPairIsNoQuestionMark(String rule) {
    int bar = rule.indexOf('|');
    String yaml =
        "title: r\nlogsource: %s\ndetection:\n  a: {%s}\n  condition: a\n"
            .formatted(rule.substring(0, bar), rule.substring(bar + 1));
    EqualityRound round = new EqualityRound(SEED, 1);
    byte[] text = yaml.getBytes(StandardCharsets.UTF_8);
    CompiledRuleSet compiled =
        round.compile(List.of(new SourceFile("half", "half.yml", "half.yml", text)));
    assertThat(compiled.errors()).isEmpty();
    Judge judge = round.index(compiled.ruleSet()).newJudge();
    Judge oracle = round.oracle(compiled.ruleSet());
    for (String half :
        List.of("?", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "a?", "a\\ud83d", "x")) {
      for (String event :
          List.of(
              "{'EventID':1,'Channel':'@','Image':'@','Provider_Name':'@'}",
              "{'EventID':'@','Channel':'x','Image':'b@c'}",
              "{'EventID':1,'Channel':'?','Image':['@','?']}",
              "{'EventID':1,'Channel':'x','?':'a'}",
              "{'logsource':{'product':'@','service':'@'},'Image':'@'}")) {
        byte[] bytes = event.replace("@", half).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertThat(Outcome.of(judge, bytes))
            .as(Divergence.printable(bytes))
            .isEqualTo(Outcome.of(oracle, bytes));
      }
    }
  }

  /** Values that a mapping table makes of others stand nowhere in the bytes of the event. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Image: 'C:\\\\x\\\\cmd.exe'",
        "Image: '\\\\Device*'",
        "Image|endswith: ['\\\\a.exe', '\\\\b.exe', '\\\\c.exe', '\\\\cmd.exe', '\\\\d.exe', '\\\\e.exe']",
        "Image|contains|cased: 'X'",
        "Image|re: '^C:.*exe$'",
        "Image: null",
        "Image|exists: true",
        "Image|exists: false",
        "Image: 5",
        "Image|fieldref: ParentImage",
        "Image|fieldref: ImageFileName",
        "ParentImage: '\\\\cmd.exe'",
        "ParentImage: null",
        "ParentImage|exists: false",
        "ParentImage|contains: '?'",
        "IntegrityLevel: Medium",
        "IntegrityLevel|re: '^8192$'",
        "Hashes|contains: 'MD5=a'",
        "Hashes|exists: false",
        "keywords: '\\\\Device'",
        "a.*: x",
        "a.*|exists: true"
      })
  void valuesThatTablesMakeAreJudgedAlike(String test) {
    String yaml =
        """
        title: r
        logsource: {product: windows, category: process_creation}
        detection:
          a: {%s}
          condition: a
        ---
        title: n
        logsource: {product: windows}
        detection:
          a: {%s}
          condition: not a
        """;
    EqualityRound round = new EqualityRound(SEED, 1);
    byte[] text = yaml.formatted(test, test).getBytes(StandardCharsets.UTF_8);
    CompiledRuleSet compiled =
        round.compile(List.of(new SourceFile("made", "made.yml", "made.yml", text)));
    assertThat(compiled.errors()).isEmpty();
    Judge judge = round.index(compiled.ruleSet()).newJudge();
    Judge oracle = round.oracle(compiled.ruleSet());
    String volume = "\\\\device\\\\harddiskvolume3\\\\X\\\\cmd.exe";
    for (String image :
        List.of(
            "'" + volume + "'",
            "['" + volume + "','C:\\\\x\\\\cmd.exe',null,5,{},'\\ud83d']",
            "null",
            "{'x':1}",
            "'\\\\Device\\\\HarddiskVolume3'",
            "'\\ud83d'",
            "''")) {
      for (String parent : List.of("'cmd.exe'", "''", "null", "['a','?','\\ud83d']", "{}")) {
        String event =
            ("{'event_simpleName':'ProcessRollup2','event_platform':'Win','aid':'a','a':{'b':'x'},"
                    + "'ImageFileName':%s,'ParentBaseFileName':%s,'IntegrityLevel':%s,"
                    + "'MD5HashData':%s,'SHA256HashData':'b'}")
                .formatted(image, parent, image.length() % 2 == 0 ? "8192" : "'8192'", parent);
        byte[] bytes = event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertThat(Outcome.of(judge, bytes))
            .as(Divergence.printable(bytes))
            .isEqualTo(Outcome.of(oracle, bytes));
      }
    }
  }

  /** A memory of values that trusts a hash lets whoever can compute it hide a value. */
  @Test
  void valuesOfOneHashAreToldApart() {
    EqualityRound round = new EqualityRound(SEED, 1);
    for (List<String> pair : valuesOfOneHash()) {
      String rule =
          "title: r\nlogsource: {product: windows}\ndetection:\n  a: {Image: '%s'}\n  condition: a\n"
              .formatted(pair.get(0));
      byte[] text = rule.getBytes(StandardCharsets.UTF_8);
      RuleSet ruleSet =
          round.compile(List.of(new SourceFile("hash", "hash.yml", "hash.yml", text))).ruleSet();
      for (List<String> order : List.of(pair, List.of(pair.get(1), pair.get(0)))) {
        Judge judge = round.index(ruleSet).newJudge();
        for (String image : order) {
          String event = "{\"EventID\":1,\"Channel\":\"c\",\"Image\":\"" + image + "\"}";
          Outcome said = Outcome.of(judge, event.getBytes(StandardCharsets.UTF_8));
          assertThat(said.kind()).isEqualTo(image.equals(pair.get(0)) ? "fired" : "silent");
        }
      }
    }
  }

  private static List<List<String>> valuesOfOneHash() {
    Map<Integer, String> byHash = new HashMap<>();
    List<List<String>> pairs = new ArrayList<>();
    for (int i = 0; pairs.size() < 3; i++) {
      String value = "value%011d".formatted(i);
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      String other = byHash.putIfAbsent(ByteHash.of(bytes, 0, bytes.length), value);
      if (other != null) {
        pairs.add(List.of(other, value));
      }
    }
    return pairs;
  }
}
