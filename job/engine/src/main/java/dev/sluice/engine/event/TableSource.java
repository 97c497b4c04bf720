package dev.sluice.engine.event;

/** The text of one table and the path that its errors name. */
public record TableSource(String path, String text) {}
