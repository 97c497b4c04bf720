package dev.sluice.engine.yaml;

/**
 * One key of a {@link YamlMap} with its value; the key is the text as written, whatever its YAML
 * type.
 */
public record YamlEntry(String key, Position keyPosition, YamlNode value) {}
