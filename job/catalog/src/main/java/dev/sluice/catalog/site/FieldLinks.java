package dev.sluice.catalog.site;

/** Fields with links to their pages. */
record FieldLinks(SiteData data) {

  /** {@code field}; without a link when it has no page, as keywords. */
  Cell cell(String field) {
    if (field.isEmpty()) {
      return new Cell.Text("keyword");
    }
    return data.hasField(field)
        ? new Cell.Link(SitePaths.field(data.field(field).key()), field)
        : new Cell.Text(field);
  }
}
