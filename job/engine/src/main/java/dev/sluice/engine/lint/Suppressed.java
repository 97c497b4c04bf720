package dev.sluice.engine.lint;

import dev.sluice.engine.yaml.SigmaError;

/** A finding that its document knows of, and why that is all right. */
public record Suppressed(SigmaError finding, String reason) {}
