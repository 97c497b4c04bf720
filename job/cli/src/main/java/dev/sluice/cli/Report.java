package dev.sluice.cli;

/** What {@code sluice explain} shows of one document. */
sealed interface Report permits RuleReport, CorrelationReport {}
