package dev.sluice.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexCompilerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{1000}",
        "(a{100}){100}",
        "[{}]{3}",
        "\\{1000}",
        "((a|b){8}-){4}[0-9a-f]{12}",
        "x{2,}",
        "a{,5}"
      })
  void ordinaryExpressionsCompile(String regex) throws RuleProblem {
    assertThat(RegexCompiler.compile(regex, 0, Position.START).pattern()).isEqualTo(regex);
  }

  @ParameterizedTest
  @CsvSource({
    "(?=a), REGEX_UNSUPPORTED", "(?<!a)b, REGEX_UNSUPPORTED", "(a)\\1, REGEX_UNSUPPORTED",
        "a++, REGEX_UNSUPPORTED",
    "(a, BAD_REGEX", "[a, BAD_REGEX", "*a, BAD_REGEX", "((a{100}){100}){100}, REGEX_TOO_LARGE"
  })
  void whatCannotRunInLinearTimeIsRefusedWithTheReason(String regex, ErrorCode code) {
    assertThatThrownBy(() -> RegexCompiler.compile(regex, 0, Position.START))
        .asInstanceOf(InstanceOfAssertFactories.type(RuleProblem.class))
        .extracting(RuleProblem::code)
        .isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)\u1c80",
        "(?i)a\\x{1C88}b",
        "(?i)[а-\u2000]",
        "x(?mi:\\x{1c84})",
        "(?i)[\\x41-\\x{1FFF}]"
      })
  void lettersOnWhichRe2jHangsAreRefusedWhenCaseIsIgnored(String regex) {
    assertThatThrownBy(() -> RegexCompiler.compile(regex, 0, Position.START))
        .asInstanceOf(InstanceOfAssertFactories.type(RuleProblem.class))
        .extracting(RuleProblem::code)
        .isEqualTo(ErrorCode.REGEX_UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u1c80", "(?i)[a-z]", "(?i)[^ж]", "(?i)\\x41-\\x42", "(?i)\\pL", "(?i)."})
  void otherFoldingExpressionsStillCompile(String regex) throws RuleProblem {
    assertThat(RegexCompiler.compile(regex, 0, Position.START)).isNotNull();
  }
}
