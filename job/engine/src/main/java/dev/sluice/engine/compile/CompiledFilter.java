package dev.sluice.engine.compile;

import dev.sluice.engine.sigma.SigmaFilter;

/** A filter and its condition, ready to be added to rules. */
public record CompiledFilter(SigmaFilter filter, Predicate predicate) {}
