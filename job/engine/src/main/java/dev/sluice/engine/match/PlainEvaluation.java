package dev.sluice.engine.match;

import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.FieldLookup;
import dev.sluice.engine.event.PlainEvent;
import dev.sluice.engine.regex.ByteRegex;

/** What a {@link PlainTest} asks while one event is judged. */
interface PlainEvaluation {

  PlainEvent event();

  /** Returns where a field, by its number in the vocabulary, stands in events of this route. */
  FieldLookup place(int field);

  /** Returns the whole event, which is read on the first call. */
  Event inFull();

  /** Returns the verdict of {@code test}, which is asked at most once per event. */
  boolean once(int number, PlainTest test);

  /** Returns this thread's searcher of {@code regex}. */
  ByteRegex.Searcher searcher(ByteRegex regex);
}
