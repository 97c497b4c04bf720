"use strict";

/*
 * Finds rules. MiniSearch ranks them by words; beside it, the text as typed is looked for in titles,
 * ids and values, so that any piece of a value is found, whatever signs it is made of.
 *
 * window.sluiceSearch: facets, start(), find(query), narrow(found, chosen), why(number, found),
 * line(number). Documents are numbers.
 */
window.sluiceSearch = (function () {
  const [FACETS, TECHNIQUES, FIELDS, VALUES, DOCUMENTS] = window.sluiceCatalogue;
  const [SLUG, TITLE, ID, AUTHOR, PLACES, TECHNIQUE, FIELD, VALUE] = [0, 1, 2, 3, 4, 5, 6, 7];
  const CHUNK = 150;
  const BOOST = { title: 8, id: 6, technique: 4, field: 3, event: 3, tactic: 2, source: 2, author: 2, value: 1 };
  const KIND = FACETS.findIndex((facet) => facet[0] === "kind");
  const REFUSED = KIND < 0 ? -1 : FACETS[KIND][2].indexOf("refused");

  const COMPOUND = /[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*/gu;
  const JOINT = /[._-]+/;
  const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const HUMP = /(\p{Ll})(\p{Lu})/gu;

  /** Words of a text: with their dots and hyphens, and the pieces between them. */
  function words(text) {
    const found = [];
    for (const word of text.toLowerCase().match(COMPOUND) || []) {
      found.push(word);
      if (JOINT.test(word) && !UUID.test(word)) {
        found.push(...word.split(JOINT).filter((piece) => piece !== ""));
      }
    }
    return found;
  }

  function compounds(text) {
    return text.toLowerCase().match(COMPOUND) || [];
  }

  function pieces(text) {
    return words(text).filter((word) => !JOINT.test(word) || UUID.test(word));
  }

  /** A field's name, and the words it is made of. */
  function fieldWords(name) {
    return words(name).concat(words(name.replace(HUMP, "$1 $2")));
  }

  const techniqueWords = TECHNIQUES.map(([id, name]) => words(id + " " + name));
  const fieldNameWords = FIELDS.map(fieldWords);
  const valueWords = new Array(VALUES.length);
  const labelWords = FACETS.map((facet) => facet[3].map(words));

  function wordsOfValue(number) {
    if (valueWords[number] === undefined) {
      valueWords[number] = words(VALUES[number]);
    }
    return valueWords[number];
  }

  function ofFacet(document, name) {
    const facet = FACETS.findIndex((one) => one[0] === name);
    return facet < 0 ? [] : document[PLACES][facet].flatMap((place) => labelWords[facet][place]);
  }

  const EXTRACT = {
    title: (document) => words(document[TITLE]),
    id: (document) => words(document[ID]),
    author: (document) => words(document[AUTHOR]),
    technique: (document) => document[TECHNIQUE].flatMap((number) => techniqueWords[number]),
    tactic: (document) => ofFacet(document, "tactic"),
    event: (document) => ofFacet(document, "event"),
    source: (document) => ofFacet(document, "logSource"),
    field: (document) => document[FIELD].flatMap((number) => fieldNameWords[number]),
    value: (document) => document[VALUE].flatMap(wordsOfValue),
  };

  const mini = new window.MiniSearch({
    fields: Object.keys(EXTRACT),
    idField: "number",
    extractField: (number, field) => (field === "number" ? number : EXTRACT[field](DOCUMENTS[number])),
    stringifyField: (tokens) => tokens,
    tokenize: (tokens) => tokens,
    processTerm: (term) => term,
  });

  const titles = DOCUMENTS.map((document) => document[TITLE].toLowerCase());
  const ids = DOCUMENTS.map((document) => document[ID].toLowerCase());
  const techniqueIds = TECHNIQUES.map(([id]) => id.toLowerCase());
  const fieldNames = FIELDS.map((name) => name.toLowerCase());

  /* All values as one text, where each begins in it, and the documents that have each. */
  const folded = VALUES.map((value) => value.toLowerCase());
  const allValues = folded.join("\n");
  const begins = new Uint32Array(folded.length);
  const holders = folded.map(() => []);

  function prepare() {
    let begin = 0;
    folded.forEach((value, number) => {
      begins[number] = begin;
      begin += value.length + 1;
    });
    DOCUMENTS.forEach((document, number) => document[VALUE].forEach((value) => holders[value].push(number)));
  }

  /** Reads the documents, in pieces between which the page answers. */
  async function start() {
    prepare();
    await mini.addAllAsync([...DOCUMENTS.keys()], { chunkSize: CHUNK });
  }

  /** The number of the value that covers a place of the text of all values. */
  function valueAt(place) {
    let low = 0;
    let high = begins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (begins[middle] <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Calls take(number) for each value that has the text in it. */
  function eachValueWith(text, take) {
    let place = allValues.indexOf(text);
    while (place >= 0) {
      const number = valueAt(place);
      take(number);
      const next = number + 1 < begins.length ? begins[number + 1] : allValues.length;
      place = allValues.indexOf(text, next);
    }
  }

  function raise(scores, document, score) {
    scores.set(document, (scores.get(document) || 0) + score);
  }

  function titleScore(title, text) {
    const place = title.indexOf(text);
    if (place < 0) {
      return 0;
    }
    if (place === 0) {
      return title.length === text.length ? 1000 : 150;
    }
    return /[\p{L}\p{N}]/u.test(title[place - 1]) ? 20 : 80;
  }

  /** Whether a piece this short would be found in too many words that have nothing to do with it. */
  function tooCommon(text) {
    return text.length < 4 && /^[\p{L}\p{N}]*$/u.test(text);
  }

  function literally(text, exact, scores) {
    const beginsOnly = !exact && tooCommon(text);
    DOCUMENTS.forEach((document, number) => {
      const title = titleScore(titles[number], text);
      if (title > (beginsOnly ? 20 : 0)) {
        raise(scores, number, title);
      }
      if (ids[number] === text) {
        raise(scores, number, 1000);
      } else if (text.length > 4 && ids[number].startsWith(text)) {
        raise(scores, number, 200);
      }
      if (document[TECHNIQUE].some((one) => techniqueIds[one] === text)) {
        raise(scores, number, 100);
      }
      if (document[FIELD].some((one) => fieldNames[one] === text)) {
        raise(scores, number, 30);
      }
    });
    if (beginsOnly) {
      return;
    }
    const best = new Map();
    eachValueWith(text, (value) => {
      const score = folded[value].length === text.length ? 25 : 10;
      holders[value].forEach((document) => best.set(document, Math.max(score, best.get(document) || 0)));
    });
    best.forEach((score, document) => raise(scores, document, score));
  }

  function byWords(text, scores, options) {
    mini
      .search(text, Object.assign({ boost: BOOST, combineWith: "AND" }, options))
      .forEach((result) => raise(scores, result.id, result.score));
  }

  /** As rules are written in YAML, a backslash may be doubled, and asterisks stand at the ends. */
  function unescaped(text) {
    return text.replace(/\\\\/g, "\\").replace(/^\*+|\*+$/g, "");
  }

  const STRICT = { tokenize: compounds, prefix: (term) => term.length > 1 };
  const LOOSE = {
    tokenize: pieces,
    prefix: (term) => term.length > 2,
    fuzzy: (term) => (term.length > 4 && !/\d/.test(term) ? 0.2 : false),
    maxFuzzy: 1,
  };

  /**
   * The documents that a query finds, the best first; all by title for none.
   * loose: nothing has all of its words, so similar ones were taken.
   */
  function find(query) {
    const text = query.trim().toLowerCase();
    if (text === "") {
      return { documents: [...DOCUMENTS.keys()], text, loose: false };
    }
    const scores = new Map();
    const quoted = text.length > 2 && text.startsWith('"') && text.endsWith('"');
    const needle = quoted ? text.slice(1, -1) : text;
    new Set([needle, unescaped(needle)]).forEach((one) => one !== "" && literally(one, quoted, scores));
    let loose = false;
    if (!quoted) {
      byWords(text, scores, STRICT);
      if (scores.size === 0) {
        byWords(text, scores, LOOSE);
        loose = scores.size > 0;
      }
    }
    const documents = [...scores.keys()];
    documents.sort((a, b) => scores.get(b) - scores.get(a) || a - b);
    return { documents, text: unescaped(needle), loose };
  }

  /** Whether the document has one of the values chosen in each facet, but for the one left out. */
  function admitted(document, chosen, left) {
    return document[PLACES].every(
      (places, facet) => facet === left || chosen[facet].size === 0 || places.some((place) => chosen[facet].has(place)),
    );
  }

  function isRefused(document) {
    return document[PLACES][KIND].includes(REFUSED);
  }

  /**
   * Narrows what was found: the documents that are left, how many each value of each facet would
   * leave, and how many refused ones are not shown. Refused documents are there only if they are
   * chosen; chosen is a set of places for each facet.
   */
  function narrow(found, chosen) {
    const refusedChosen = chosen[KIND].has(REFUSED);
    const left = [];
    const counts = FACETS.map((facet) => new Uint32Array(facet[2].length));
    let refused = 0;
    for (const number of found.documents) {
      const document = DOCUMENTS[number];
      const hidden = isRefused(document) && !refusedChosen;
      if (admitted(document, chosen, hidden ? KIND : -1)) {
        refused += hidden ? 1 : 0;
        if (!hidden) {
          left.push(number);
        }
      }
      FACETS.forEach((facet, one) => {
        if ((!hidden || one === KIND) && admitted(document, chosen, one)) {
          document[PLACES][one].forEach((place) => counts[one][place]++);
        }
      });
    }
    return { documents: left, counts, refused };
  }

  /** The first value of a document in which the text or one of its words stands; else empty. */
  function why(number, found) {
    const document = DOCUMENTS[number];
    if (found.text === "" || titles[number].includes(found.text)) {
      return "";
    }
    const wanted = [found.text].concat(compounds(found.text));
    for (const text of wanted) {
      const value = document[VALUE].find((one) => folded[one].includes(text));
      if (value !== undefined) {
        return VALUES[value];
      }
    }
    return "";
  }

  function line(number) {
    const document = DOCUMENTS[number];
    return {
      slug: document[SLUG],
      title: document[TITLE],
      places: document[PLACES],
      techniques: document[TECHNIQUE].map((one) => TECHNIQUES[one]),
    };
  }

  return {
    facets: FACETS.map(([name, label, values, labels]) => ({ name, label, values, labels })),
    start,
    find,
    narrow,
    why,
    line,
  };
})();
