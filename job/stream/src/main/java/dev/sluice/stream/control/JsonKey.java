package dev.sluice.stream.control;

/**
 * A member that an object may or must have.
 *
 * @param required whether it must be there; one that need not be there may be null as well
 */
record JsonKey<T>(String name, JsonForm<T> form, boolean required) {

  static <T> JsonKey<T> required(String name, JsonForm<T> form) {
    return new JsonKey<>(name, form, true);
  }

  static <T> JsonKey<T> optional(String name, JsonForm<T> form) {
    return new JsonKey<>(name, form, false);
  }
}
