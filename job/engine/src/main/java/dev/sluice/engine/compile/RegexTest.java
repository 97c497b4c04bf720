package dev.sluice.engine.compile;

import com.google.re2j.Pattern;
import dev.sluice.engine.event.Value;

/** A regular expression found anywhere in the value; linear time (RE2/J). */
public record RegexTest(Pattern pattern) implements ValueTest {

  @Override
  public boolean test(Value value) {
    return TextTest.hasText(value) && pattern.matcher(value.text()).find();
  }

  @Override
  public String operator() {
    StringBuilder operator = new StringBuilder("re");
    int flags = pattern.flags();
    operator.append((flags & Pattern.CASE_INSENSITIVE) != 0 ? "|i" : "");
    operator.append((flags & Pattern.MULTILINE) != 0 ? "|m" : "");
    operator.append((flags & Pattern.DOTALL) != 0 ? "|s" : "");
    return operator.toString();
  }

  @Override
  public String text() {
    return pattern.pattern();
  }
}
