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
  // Of this hackathon: elsewhere other words and another token hold.
  const all = () => shelf((place) => Object.keys(place).filter((key) => key.startsWith(`${waiting}${words.list}/`)), []);

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
      const badges = row.querySelector(".badges");
      const badge = badges.querySelector("[data-phone-badge]") || document.createElement("span");
      badge.className = "badge apricot";
      badge.dataset.phoneBadge = "";
      badge.textContent = words.short;
      badges.replaceChildren(badge); // what the site last heard of it is not where it stands
      row.removeAttribute("data-waits");
      const why = row.querySelector("[data-phone-why]") || document.createElement("p");
      why.className = "problem small";
      why.dataset.phoneWhy = "";
      why.textContent = read(key)?.refused || "";
      if (why.textContent && !why.isConnected) row.append(why);
    }
    onward();
  }

  // ---- The next sheet that waits, as far as this phone knows
  const waits = (page) => [...page.querySelectorAll("[data-sheet][data-waits]")].map((row) => row.dataset.sheet).find((path) => !read(waiting + path));

  function onward() {
    const button = document.querySelector("[data-onward]");
    if (!button) return;
    const next = waits(document);
    if (next) button.href = next;
    button.hidden = !next;
  }

  async function offerNext() {
    const text = await window.judgeCopies?.list();
    const next = text && waits(window.judgeCopies.read(text));
    if (!read(here) || read(here).refused) return;
    const link = document.createElement("a");
    Object.assign(link, { className: "button small", href: next || words.list, textContent: next ? words.proceed : words.all });
    line.append(" ", link);
  }

  // ---- A copy has a token of before: the page is asked for once more, unseen, and says whether another device was here
  let csrf = words.copy ? "" : words.csrf;
  let closed = false; // the link opens nothing any more: what is here waits for the next one
  function shut() {
    closed = true;
    throw new Error("closed");
  }

  async function fresh() {
    if (csrf) return;
    const answer = await fetch(form ? location.pathname : words.list, { headers: { "X-Requested-With": "keeping" }, redirect: "error" });
    if (answer.status >= 500 || answer.status === 429) throw new Error("later");
    if (!answer.headers.get("X-Judge")) await window.judgeCopies?.leave();
    if (!answer.ok) return shut();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    csrf = page.getElementById("judging")?.dataset.csrf || "";
    for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = csrf;
    const there = form && page.querySelector("form[data-scores]");
    if (there && said(there) !== first && said(there) !== said(form)) line.textContent = words.elsewhere.replace("{}", said(there));
  }

  function said(other) {
    const chosen = [...other.querySelectorAll(".score")].map((field) => {
      const value = field.querySelector("input:checked, input[type=number]")?.value;
      return value && `${field.querySelector(".label").firstChild.textContent.trim()} ${value}`;
    });
    return [...chosen, ...[...other.querySelectorAll("textarea")].map((area) => area.value)].filter(Boolean).join(" · ");
  }
  const first = form && said(new DOMParser().parseFromString(form.outerHTML, "text/html").querySelector("form")); // before keeping.js filled it
  if (form && words.copy) form.fresh = fresh; // keeping.js waits for it

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

  // ---- Sending, one after the other; answers where to go on when the sheet of this page arrived
  const busy = new Set();
  async function deliver(key) {
    const entry = read(key);
    if (!entry || entry.refused || busy.has(key)) return null;
    busy.add(key);
    try {
      await fresh();
      const body = new URLSearchParams(entry.fields);
      body.set("csrf_token", csrf);
      if (key === here) body.set("kept", named(typed));
      show(key, navigator.onLine ? words.sending : words.phone);
      const answer = await fetch(key.slice(waiting.length), { method: "POST", body, redirect: "error", headers: { "X-Requested-With": "judging" } });
      if (answer.status >= 500 || answer.status === 429) throw new Error("later");
      const told = await answer.json().catch(() => ({}));
      if (answer.status === 401 || answer.status === 403) {
        await window.judgeCopies?.leave();
        shut();
      }
      if (read(key)?.at !== entry.at) return null; // other scores were given meanwhile: they go next
      if (answer.ok) {
        drop(key);
        if (key !== here) drop(entry.typed);
        return told.next || words.list;
      }
      write(key, { ...entry, refused: told.text || words.refused });
      show(key, told.text || words.refused);
      if (key === here && told.seen != null) form.elements.seen.value = told.seen; // it was told: the next time counts
      if (key === here) for (const [field, text] of told.problems || []) mark(field, text);
    } catch {
      show(key, closed ? words.refused : words.phone);
      if (key === here && !closed) await offerNext();
    } finally {
      busy.delete(key);
    }
    return null;
  }

  let going = false;
  async function everything() {
    if (going || closed) return;
    going = true;
    let arrived = false;
    let next = null;
    for (const key of all()) {
      const answer = await deliver(key);
      if (answer && key === here) next = answer;
      arrived ||= Boolean(answer);
    }
    going = false;
    if (next) location.assign(next);
    else if (arrived && !form) location.reload();
    else if (arrived) window.judgeCopies?.keep();
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
    deliver(here).then((next) => next && location.assign(next));
  }, true);

  for (const key of all()) {
    const entry = read(key);
    show(key, entry?.refused || words.phone);
    if (entry?.refused && key === here) drop(key); // it is said; keeping.js has brought back what was typed
  }
  window.addEventListener("online", everything);
  setInterval(() => navigator.onLine && everything(), AGAIN);
  if (navigator.onLine) everything();
  onward();
})();
