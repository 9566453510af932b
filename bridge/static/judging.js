// A judge's scores on a phone that loses its connection: kept here, said to be here, sent by itself, received once.
// The page works without this file; its words are attributes of #judging, what is typed is kept by keeping.js.
"use strict";

(() => {
  const words = document.getElementById("judging")?.dataset;
  const net = document.getElementById("net");
  if (!words || !net?.dataset.account) return;
  const mine = `kept:${net.dataset.account}:`; // what keeping.js forgets when somebody signs out
  const waiting = `${mine}scores|`;
  const AGAIN = 10_000; // milliseconds

  // A browser may refuse to keep anything: then a form is sent as any other.
  const shelf = (act, fallback = null) => {
    try {
      return act(window.localStorage);
    } catch {
      return fallback;
    }
  };
  const read = (key) => shelf((place) => JSON.parse(place.getItem(key)));
  const write = (key, value) => shelf((place) => (place.setItem(key, JSON.stringify(value)), true), false);
  const drop = (key) => shelf((place) => place.removeItem(key));
  const all = () => shelf((place) => Object.keys(place).filter((key) => key.startsWith(waiting)), []);

  const form = document.querySelector("form[data-scores]");
  const line = document.getElementById("phone-line");
  const here = form && waiting + new URL(form.action).pathname;
  // The name under which keeping.js holds what is typed in this form.
  const query = new URLSearchParams(location.search);
  query.delete("lang");
  const typed = `${mine}${location.pathname}?${query}|scores`;

  function show(key, text) {
    if (key === here && line) line.textContent = text;
    const path = key.slice(waiting.length);
    for (const row of document.querySelectorAll("[data-sheet]")) {
      if (row.dataset.sheet !== path) continue;
      const badge = row.querySelector("[data-phone-badge]") || document.createElement("span");
      badge.className = "badge apricot";
      badge.dataset.phoneBadge = "";
      badge.textContent = words.short;
      if (!badge.isConnected) row.querySelector(".badges").append(badge);
    }
  }

  // keeping.js lets go of a form when the server names it as taken in.
  function named(key) {
    const name = Math.random().toString(36).slice(2, 12);
    try {
      const sent = JSON.parse(sessionStorage.getItem("sent")) || {};
      sessionStorage.setItem("sent", JSON.stringify({ ...sent, [name]: [key] }));
    } catch {
      return "";
    }
    return name;
  }

  const busy = new Set();
  async function deliver(key) {
    const entry = read(key);
    if (!entry || entry.refused || busy.has(key)) return;
    busy.add(key);
    try {
      const body = new URLSearchParams(entry.fields);
      body.set("csrf_token", words.csrf);
      if (key === here) body.set("kept", named(typed));
      show(key, navigator.onLine ? words.sending : words.phone);
      const answer = await fetch(key.slice(waiting.length), { method: "POST", body, redirect: "error", headers: { "X-Requested-With": "judging" } });
      if (answer.status >= 500 || answer.status === 429) throw new Error("later");
      const told = await answer.json().catch(() => ({}));
      if (read(key)?.at !== entry.at) return; // other scores were given meanwhile: they go next
      if (answer.ok) {
        drop(key);
        if (key !== here) drop(entry.typed);
        if (key === here) location.assign(told.next);
        else location.reload();
      } else {
        write(key, { ...entry, refused: told.text || words.refused });
        show(key, told.text || words.refused);
        for (const [field, text] of told.problems || []) mark(field, text);
      }
    } catch {
      show(key, words.phone);
    } finally {
      busy.delete(key);
    }
  }

  function mark(field, text) {
    const place = document.getElementById(`f-${field.replaceAll(".", "-")}`);
    const box = place?.closest(".field");
    if (!box) return;
    box.classList.add("wrong");
    const note = box.querySelector(".problem") || document.createElement("p");
    note.className = "problem";
    note.textContent = text;
    if (!note.isConnected) box.querySelector(".label").after(note);
    box.scrollIntoView({ block: "center" });
  }

  // Before keeping.js, which would hold the form back and ask.
  window.addEventListener("submit", (event) => {
    if (event.target !== form) return;
    const fields = [...new FormData(form, event.submitter)].filter(([name]) => name !== "csrf_token");
    for (const box of form.querySelectorAll(".wrong")) {
      box.classList.remove("wrong");
      box.querySelector(".problem")?.remove();
    }
    if (!write(here, { at: Date.now(), fields, typed })) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    deliver(here);
  }, true);

  const everything = () => all().forEach(deliver);
  for (const key of all()) {
    const entry = read(key);
    if (entry?.refused && key === here) drop(key); // it was said; keeping.js has brought back what was typed
    else show(key, words.phone);
  }
  window.addEventListener("online", everything);
  setInterval(() => navigator.onLine && everything(), AGAIN);
  if (navigator.onLine) everything();
})();
