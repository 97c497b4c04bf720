package dev.sluice.cli;

import java.util.Map;
import picocli.CommandLine.Help.Ansi.Style;

/** Colours for the words that grade a result; plain text when colour is off. */
record Palette(boolean colour) {

  private static final Map<String, Style[]> WORDS =
      Map.ofEntries(
          Map.entry("critical", new Style[] {Style.bold, Style.fg_red}),
          Map.entry("high", new Style[] {Style.fg_red}),
          Map.entry("medium", new Style[] {Style.fg_yellow}),
          Map.entry("low", new Style[] {Style.fg_cyan}),
          Map.entry("error", new Style[] {Style.fg_red}),
          Map.entry("warning", new Style[] {Style.fg_yellow}),
          Map.entry("failed", new Style[] {Style.fg_red}),
          Map.entry("true", new Style[] {Style.fg_green}),
          Map.entry("false", new Style[] {Style.fg_red}),
          Map.entry("active", new Style[] {Style.fg_green}),
          Map.entry("in force", new Style[] {Style.fg_green}),
          Map.entry("pending", new Style[] {Style.fg_yellow}),
          Map.entry("proposed", new Style[] {Style.fg_yellow}),
          Map.entry("late", new Style[] {Style.fg_yellow}),
          Map.entry("rejected", new Style[] {Style.fg_red}),
          Map.entry("none", new Style[] {Style.fg_red}));

  /** {@code text} in the colour of {@code word}, which it shows. */
  String word(String word, String text) {
    return styled(text, WORDS.getOrDefault(word, new Style[0]));
  }

  /** {@code text} as a heading. */
  String heading(String text) {
    return styled(text, new Style[] {Style.bold});
  }

  private String styled(String text, Style[] styles) {
    if (!colour || styles.length == 0) {
      return text;
    }
    return Style.on(styles) + text + Style.reset.on();
  }
}
