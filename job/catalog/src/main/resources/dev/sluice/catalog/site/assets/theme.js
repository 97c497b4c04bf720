"use strict";

// Loaded in the head, so that the choice is in force before anything is painted.
(function () {
  const KEY = "sluice-catalogue-theme";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  /** What was chosen: "light", "dark" or "" for what the system has. */
  function stored() {
    try {
      const choice = window.localStorage.getItem(KEY);
      return choice === "light" || choice === "dark" ? choice : "";
    } catch (refused) {
      return "";
    }
  }

  function store(choice) {
    try {
      if (choice === "") {
        window.localStorage.removeItem(KEY);
      } else {
        window.localStorage.setItem(KEY, choice);
      }
    } catch (refused) {
      // The choice then holds for this page.
    }
  }

  function system() {
    return dark.matches ? "dark" : "light";
  }

  function shown() {
    return root.dataset.theme || system();
  }

  function apply(choice) {
    if (choice === "") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = choice;
    }
  }

  function label(button) {
    button.textContent = shown() === "dark" ? "Light theme" : "Dark theme";
  }

  function themeButton(button) {
    button.hidden = false;
    label(button);
    button.addEventListener("click", function () {
      const wanted = shown() === "dark" ? "light" : "dark";
      const choice = wanted === system() ? "" : wanted;
      apply(choice);
      store(choice);
      label(button);
    });
    dark.addEventListener("change", function () {
      label(button);
    });
  }

  function select(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copy(source) {
    if (navigator.clipboard) {
      return navigator.clipboard.writeText(source.textContent);
    }
    select(source);
    return document.execCommand("copy") ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  function copyButton(source) {
    const box = document.createElement("div");
    box.className = "copyable";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    source.replaceWith(box);
    box.append(button, source);
    button.addEventListener("click", function () {
      copy(source).then(
        function () {
          button.textContent = "Copied";
        },
        function () {
          select(source);
          button.textContent = "Selected";
        },
      );
    });
  }

  apply(stored());
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("button.theme").forEach(themeButton);
    document.querySelectorAll("pre.source").forEach(copyButton);
  });
})();
