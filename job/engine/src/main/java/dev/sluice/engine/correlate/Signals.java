package dev.sluice.engine.correlate;

import dev.sluice.engine.correlate.SignalSink.LeftOut;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes signals of an event or an alert, whose fields are looked up by name. */
public final class Signals {
  private Signals() {}

  /**
   * Gives {@code sink} the signal that {@code use} is to look at, or why there is none.
   *
   * @param fields values of a field; none when it is absent
   * @param from what the signal is made of; its input is that of {@code use}
   */
  public static void make(
      CorrelationSet.Use use,
      Function<String, List<Value>> fields,
      Contribution from,
      SignalSink sink) {
    CompiledCorrelation correlation = use.correlation();
    CorrelationDefinition.Input input = correlation.definition().inputs().get(use.input());
    List<String> group = texts(input.groupFields(), fields, false);
    List<String> values = texts(input.valueFields(), fields, needsNumber(correlation));
    if (group == null) {
      sink.leftOut(LeftOut.NO_GROUP);
    } else if (values == null) {
      sink.leftOut(LeftOut.NO_VALUE);
    } else {
      sink.signal(
          new Signal(correlation.definitionHash(), correlation.stage(), group, values, from));
    }
  }

  private static boolean needsNumber(CompiledCorrelation correlation) {
    SigmaCorrelation.Type type = correlation.definition().type();
    return type.needsNumber();
  }

  private static @Nullable List<String> texts(
      List<String> names, Function<String, List<Value>> fields, boolean numbers) {
    List<String> texts = new ArrayList<>(names.size());
    for (String name : names) {
      List<Value> values = fields.apply(name);
      String text = numbers ? SignalText.ofNumber(values) : SignalText.of(values);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return texts;
  }
}
