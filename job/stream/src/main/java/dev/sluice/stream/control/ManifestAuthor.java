package dev.sluice.stream.control;

import java.time.Instant;

/**
 * Who makes a manifest, when and why.
 *
 * @param ticket empty for none
 * @param gitCommit empty for none
 */
public record ManifestAuthor(
    String createdBy, Instant createdAt, String message, String ticket, String gitCommit) {}
