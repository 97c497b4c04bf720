package dev.sluice.engine.yaml;

/** A node of a YAML document with the place where it starts. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {

  /** Where the node starts in its file. */
  Position position();

  /** What the node is, in words for an error message. */
  String kindName();
}
