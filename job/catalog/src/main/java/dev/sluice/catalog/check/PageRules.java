package dev.sluice.catalog.check;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What each page has and what none may have. */
final class PageRules {

  private static final String HEADINGS = "h1,h2,h3,h4,h5,h6";

  private final Document document;
  private final Found found;

  /** Takes what is wrong. */
  @FunctionalInterface
  interface Found {
    void add(Element element, String found, String expected);
  }

  PageRules(Document document, Found found) {
    this.document = document;
    this.found = found;
  }

  void check() {
    if (document.documentType() == null) {
      found.add(document, "no doctype", "<!DOCTYPE html>");
    }
    for (Element html : document.select("html")) {
      if (html.attr("lang").isBlank()) {
        found.add(html, "a page without a language", "an attribute lang");
      }
    }
    if (document.title().isBlank()) {
      found.add(document.head(), "a page without a title", "a title");
    }
    policy();
    headings();
    document.getAllElements().forEach(this::element);
  }

  /** The policy must stand before whatever it is to hold. */
  private void policy() {
    List<Element> policies = document.select("meta[http-equiv=Content-Security-Policy]");
    if (policies.size() != 1) {
      found.add(document.head(), policies.size() + " policies", "one meta Content-Security-Policy");
      return;
    }
    Element policy = policies.get(0);
    String text = policy.attr("content");
    if (!text.contains("default-src 'none'") || text.contains("unsafe") || text.contains("*")) {
      found.add(policy, "the policy " + text, "default-src 'none' and nothing unsafe");
    }
    for (Element script : document.select("script,link,style")) {
      if (script.sourceRange().startPos() < policy.sourceRange().startPos()) {
        found.add(script, "<" + script.normalName() + "> before the policy", "the policy first");
      }
    }
  }

  private void headings() {
    int above = 0;
    int titles = 0;
    for (Element heading : document.select(HEADINGS)) {
      int level = heading.normalName().charAt(1) - '0';
      titles += level == 1 ? 1 : 0;
      if (level > above + 1) {
        found.add(heading, "<h" + level + "> below <h" + above + ">", "headings without a jump");
      }
      above = level;
    }
    if (titles != 1) {
      found.add(document.body(), titles + " elements <h1>", "one <h1>");
    }
  }

  private void element(Element element) {
    String name = element.normalName();
    if (name.equals("style") || (name.equals("script") && !element.hasAttr("src"))) {
      found.add(element, "an inline <" + name + ">", "a file in assets");
    }
    if (name.equals("img") && !element.hasAttr("alt")) {
      found.add(element, "an <img> without alt", "an attribute alt");
    }
    if (name.equals("base") || name.equals("iframe") || name.equals("object")) {
      found.add(element, "an element <" + name + ">", "a page without it");
    }
    for (Attribute attribute : element.attributes()) {
      String key = attribute.getKey().toLowerCase(Locale.ROOT);
      if (key.equals("style") || key.startsWith("on")) {
        found.add(element, "an attribute " + key, "no inline style and no inline script");
      }
    }
  }
}
