package dev.sluice.catalog.data;

/**
 * What is wrong with a document.
 *
 * @param line of the file, from 1
 * @param refuses whether the document is left out for it
 */
public record Problem(
    String code, int line, int column, String message, String hint, boolean refuses) {}
