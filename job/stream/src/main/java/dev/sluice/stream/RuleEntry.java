package dev.sluice.stream;

import java.io.Serializable;

/**
 * One rule file of a manifest.
 *
 * @param pack see {@link dev.sluice.engine.sigma.SourceFile#pack()}
 * @param path inside the pack
 * @param name as the user knows the file
 * @param sha256 of its content
 */
public record RuleEntry(String pack, String path, String name, String sha256)
    implements Serializable {}
