package dev.sluice.catalog.data;

/**
 * One value of a test.
 *
 * @param kind as in {@link Indicator#kind}
 * @param text what is matched, escapes resolved and modifiers applied
 * @param source as the rule spells it
 * @param indicator key of the indicator it is
 */
public record TestValue(String kind, String text, String source, String indicator) {}
