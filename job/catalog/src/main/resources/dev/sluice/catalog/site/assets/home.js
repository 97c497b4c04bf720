"use strict";

/* The search, the facets and the list of the home page. What is asked for stands in the address. */
(function () {
  const search = window.sluiceSearch;
  const STEP = 50;
  const SHOWN = 10;
  const OPEN = ["kind", "status", "level", "logSource", "tactic"];
  const PAUSE_MILLIS = 600;
  const WIDE = window.matchMedia("(min-width: 56rem)").matches;

  const input = document.getElementById("query");
  const list = document.getElementById("results");
  const foundText = document.getElementById("found");
  const chosenList = document.getElementById("chosen");
  const hint = document.getElementById("hint");
  const more = document.getElementById("more");
  const clear = document.getElementById("clear");

  const chosen = search.facets.map(() => new Set());
  let ready = false;
  let shown = [];
  let found = search.find("");
  let foundFor = "";
  let timer = 0;

  function make(name, properties, ...children) {
    const element = document.createElement(name);
    Object.assign(element, properties);
    element.append(...children);
    return element;
  }

  function facetPlace(name) {
    return search.facets.findIndex((facet) => facet.name === name);
  }

  /* The address. */

  function asked() {
    const parameters = new URLSearchParams();
    if (input.value.trim() !== "") {
      parameters.set("q", input.value.trim());
    }
    search.facets.forEach((facet, one) => {
      [...chosen[one]].sort((a, b) => a - b).forEach((place) => parameters.append(facet.name, facet.values[place]));
    });
    return parameters.toString();
  }

  /** What the address asks for: after the question mark, or, where that cannot be set, the hash. */
  function addressed() {
    const hash = window.location.hash.slice(1);
    return new URLSearchParams(hash.startsWith("?") ? hash.slice(1) : window.location.search);
  }

  function remember() {
    window.clearTimeout(timer);
    const wanted = asked();
    if (wanted === addressed().toString()) {
      return;
    }
    const path = window.location.pathname;
    try {
      window.history.pushState(null, "", wanted === "" ? path : path + "?" + wanted);
    } catch (refused) {
      window.location.hash = wanted === "" ? "" : "?" + wanted;
    }
  }

  function rememberSoon() {
    window.clearTimeout(timer);
    timer = window.setTimeout(remember, PAUSE_MILLIS);
  }

  function restore() {
    window.clearTimeout(timer);
    const parameters = addressed();
    input.value = parameters.get("q") || "";
    search.facets.forEach((facet, one) => {
      chosen[one].clear();
      parameters
        .getAll(facet.name)
        .map((value) => facet.values.indexOf(value))
        .filter((place) => place >= 0)
        .forEach((place) => chosen[one].add(place));
    });
    show();
  }

  /* The facets. */

  function choice(facet, one, place) {
    const box = make("input", { type: "checkbox" });
    const count = make("span", { className: "count" });
    const item = make("li", {}, make("label", {}, box, make("span", { textContent: facet.labels[place] }), count));
    box.addEventListener("change", () => {
      if (box.checked) {
        chosen[one].add(place);
      } else {
        chosen[one].delete(place);
      }
      changed();
    });
    return { item, box, count, text: facet.labels[place].toLowerCase() };
  }

  /** The element of a facet, and what brings it up to date with its counts. */
  function facetView(facet, one) {
    const choices = facet.values.map((value, place) => choice(facet, one, place));
    const items = make("ul", {}, ...choices.map((each) => each.item));
    const all = make("button", { type: "button", className: "plain", hidden: true });
    const filter = make("input", { type: "text", placeholder: "Filter", hidden: choices.length <= SHOWN });
    filter.setAttribute("aria-label", "Filter the values of " + facet.label);
    filter.setAttribute("autocomplete", "off");
    const details = make("details", { open: WIDE && OPEN.includes(facet.name) });
    details.append(make("summary", { textContent: facet.label }), filter, items, all);
    let whole = false;
    let last = null;

    function update(counts) {
      last = counts;
      const wanted = filter.value.trim().toLowerCase();
      let offered = 0;
      let hidden = 0;
      choices.forEach((each, place) => {
        each.box.checked = chosen[one].has(place);
        each.count.textContent = counts[place].toLocaleString("en");
        const fits = counts[place] > 0 && each.text.includes(wanted);
        offered += fits ? 1 : 0;
        const visible = each.box.checked || (fits && (whole || offered <= SHOWN));
        hidden += fits && !visible ? 1 : 0;
        each.item.hidden = !visible;
      });
      all.hidden = hidden === 0 && !(whole && offered > SHOWN);
      all.textContent = whole ? "Show fewer" : "Show " + hidden.toLocaleString("en") + " more";
      if (chosen[one].size > 0) {
        details.open = true;
      }
    }

    filter.addEventListener("input", () => update(last));
    all.addEventListener("click", () => {
      whole = !whole;
      update(last);
    });
    return { details, update };
  }

  const views = search.facets.map(facetView);
  document.getElementById("facets").append(...views.map((view) => view.details));

  /* The list. */

  function labels(line, name) {
    const one = facetPlace(name);
    return one < 0 ? [] : line.places[one].map((place) => [search.facets[one].values[place], search.facets[one].labels[place]]);
  }

  function mark(className, key, name, line) {
    const [value, label] = labels(line, name)[0] || ["", ""];
    const span = make("span", { className, textContent: value === "" ? "" : label });
    span.dataset[key] = value;
    return span;
  }

  function shorten(text, most) {
    return text.length > most ? text.slice(0, most - 1) + "…" : text;
  }

  function techniques(line) {
    const first = line.techniques.slice(0, 4).map(([id, name]) => make("span", { className: "pill", textContent: id, title: name }));
    return line.techniques.length > 4 ? first.concat("+" + (line.techniques.length - 4)) : first;
  }

  function about(line, number) {
    const parts = make("p", { className: "about" });
    const kind = (labels(line, "kind")[0] || ["rule"])[0];
    if (kind !== "rule") {
      parts.append(make("span", { className: "status", textContent: kind }));
    }
    labels(line, "status").filter(([value]) => value !== "").forEach(() => parts.append(mark("status", "status", "status", line)));
    labels(line, "logSource").forEach(([, label]) => parts.append(make("span", { textContent: label })));
    if (line.techniques.length > 0) {
      parts.append(make("span", { className: "techniques" }, ...techniques(line)));
    }
    labels(line, "pack").forEach(([, label]) => parts.append(make("span", { textContent: label })));
    const value = search.why(number, found);
    if (value !== "") {
      parts.append(make("code", { className: "value", textContent: shorten(value, 160) }));
    }
    return parts;
  }

  function result(number) {
    const line = search.line(number);
    const link = make("a", { href: "rules/" + line.slug + "/index.html", textContent: line.title });
    return make("li", {}, make("span", {}, mark("level", "level", "level", line)), make("span", {}, link), about(line, number));
  }

  function showMore() {
    const from = list.children.length;
    list.append(...shown.slice(from, from + STEP).map(result));
    more.hidden = list.children.length >= shown.length;
    more.textContent = "Show " + Math.min(STEP, shown.length - list.children.length) + " more";
    return list.children[from];
  }

  function showChosen() {
    const buttons = search.facets.flatMap((facet, one) =>
      [...chosen[one]].map((place) => {
        const button = make("button", { type: "button", textContent: facet.label + ": " + facet.labels[place] + " ×" });
        button.setAttribute("aria-label", "Remove " + facet.label + ": " + facet.labels[place]);
        button.addEventListener("click", () => {
          chosen[one].delete(place);
          changed();
          input.focus();
        });
        return make("li", {}, button);
      }),
    );
    chosenList.replaceChildren(...buttons);
    clear.hidden = buttons.length === 0 && input.value === "";
  }

  function sayHow(refused) {
    const parts = [];
    if (found.loose) {
      parts.push("No rule has all of these words; these have similar ones.");
    }
    if (refused > 0 && input.value.trim() !== "") {
      const one = facetPlace("kind");
      const button = make("button", { type: "button", className: "plain", textContent: "Show them" });
      button.addEventListener("click", () => {
        chosen[one].clear();
        chosen[one].add(search.facets[one].values.indexOf("refused"));
        changed();
        input.focus();
      });
      parts.push(refused.toLocaleString("en") + (refused === 1 ? " refused document has it too. " : " refused documents have it too. "), button);
    }
    hint.replaceChildren(...parts);
    hint.hidden = parts.length === 0;
  }

  function show() {
    const text = input.value.trim();
    if (text !== foundFor && (ready || text === "")) {
      found = search.find(text);
      foundFor = text;
    }
    const narrowed = search.narrow(found, chosen);
    shown = narrowed.documents;
    views.forEach((view, one) => view.update(narrowed.counts[one]));
    list.replaceChildren();
    showMore();
    showChosen();
    sayHow(narrowed.refused);
    const waiting = text !== foundFor;
    const order = text === "" ? ", by title" : ", the best first";
    foundText.textContent = waiting
      ? "The search is being prepared…"
      : (shown.length === 1 ? "1 result" : shown.length.toLocaleString("en") + " results" + (shown.length === 0 ? "" : order));
  }

  function changed() {
    show();
    remember();
  }

  function clearAll() {
    input.value = "";
    chosen.forEach((places) => places.clear());
    changed();
    input.focus();
  }

  /* The keyboard. */

  function links() {
    return [...list.querySelectorAll("a")];
  }

  function step(by) {
    const all = links();
    const at = all.indexOf(document.activeElement);
    let next = at + by;
    if (next >= all.length && !more.hidden) {
      showMore();
    }
    if (next < 0) {
      input.focus();
    } else {
      (links()[next] || all[at] || input).focus();
    }
  }

  function inList() {
    return list.contains(document.activeElement);
  }

  function onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const typing = document.activeElement instanceof HTMLInputElement && document.activeElement.type !== "checkbox";
    const searching = document.activeElement === input;
    if (event.key === "/" && !typing) {
      input.focus();
      input.select();
    } else if (event.key === "Escape" && (searching || inList() || !typing)) {
      clearAll();
    } else if (event.key === "ArrowDown" && (searching || inList())) {
      step(1);
    } else if (event.key === "ArrowUp" && inList()) {
      step(-1);
    } else if (event.key === "Enter" && searching) {
      remember();
      step(1);
    } else {
      return;
    }
    event.preventDefault();
  }

  input.addEventListener("input", () => {
    show();
    rememberSoon();
  });
  more.addEventListener("click", () => showMore().querySelector("a").focus());
  clear.addEventListener("click", clearAll);
  list.addEventListener("click", remember);
  document.addEventListener("keydown", onKey);
  window.addEventListener("popstate", restore);
  window.addEventListener("hashchange", restore);

  document.getElementById("search").hidden = false;
  restore();
  const begun = performance.now();
  search.start().then(() => {
    ready = true;
    performance.measure("index", { start: begun });
    performance.measure("ready", { start: 0 });
    document.documentElement.dataset.search = "ready";
    show();
  });
})();
