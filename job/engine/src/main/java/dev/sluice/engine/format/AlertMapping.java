package dev.sluice.engine.format;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Says an alert in the words of another form. Without state, safe for use by several threads. */
interface AlertMapping {

  /** Everything but the event. */
  ObjectNode of(NativeAlert alert);

  /** Adds the event to what {@link #of} has returned. */
  void addEvent(ObjectNode mapped, String event);
}
