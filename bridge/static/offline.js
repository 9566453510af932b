// A judge's list and sheets are put on this phone, so that the next one opens without a connection (judging-worker.js
// shows them), and a page that is such a copy says so. Every page works without this file.
"use strict";

(() => {
  const words = document.getElementById("judging")?.dataset;
  const net = document.getElementById("net");
  const who = net?.dataset.account;
  if (!words || !who || !window.isSecureContext || !window.caches || !navigator.serviceWorker) return;
  const FILES = "judge-files";
  const AGAIN = 10_000; // milliseconds
  const { list } = words;
  const prefix = `judge:${list}:`;
  const line = document.getElementById("copy-line");
  const clock = (time) => new Date(time).toLocaleString(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const number = (value) => value.toLocaleString(document.documentElement.lang);
  const read = (text) => new DOMParser().parseFromString(text, "text/html");
  const path = (request) => new URL(request.url).pathname;

  async function forget(except) {
    for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== except) await caches.delete(name);
  }

  // Nothing may be kept any more: the link was closed, or judging is over.
  async function leave() {
    await forget();
    if (words.copy) location.reload(); // and is not shown any more either
    const worker = await navigator.serviceWorker.getRegistration(list);
    if (worker && new URL(worker.scope).pathname === list) await worker.unregister();
  }

  const ask = (address) => fetch(address, { headers: { "X-Requested-With": "keeping" }, redirect: "error" });
  const busy = (answer) => answer.status >= 500 || answer.status === 429;

  // ---- Keeping: the list, then every sheet whose state is not that of the copy
  let keeping = null;
  function keep() {
    keeping ??= fetchAll().catch(() => null).finally(() => (keeping = null)); // without a connection: another time
    return keeping;
  }

  async function fetchAll() {
    const answer = await ask(list);
    if (busy(answer)) return;
    if (!answer.headers.get("X-Judge")) return leave();
    if (answer.headers.get("X-Judge") !== who) return; // somebody else came in meanwhile: their page keeps theirs
    back();
    await forget(prefix + who);
    const store = await caches.open(prefix + who);
    const files = new Set();
    await store.put(list, answer.clone());
    const text = await answer.text();
    await keepFiles(files, named(text));
    await keepFiles(files, performance.getEntriesByType("resource").map((entry) => entry.name)); // fonts are named in style sheets
    const wanted = new Map([...read(text).querySelectorAll("[data-sheet][data-state]")].map((row) => [row.dataset.sheet, row.dataset.state]));
    for (const request of await store.keys()) if (path(request) !== list && !wanted.has(path(request))) await store.delete(request);
    let kept = 0;
    for (const [sheet, state] of wanted) {
      let copy = await store.match(sheet, { ignoreVary: true });
      if (copy?.headers.get("X-Judge-State") !== state) {
        const fresh = await ask(sheet);
        if (fresh.ok && fresh.headers.get("X-Judge") === who) {
          await store.put(sheet, fresh.clone());
          copy = fresh;
        }
      }
      if (!copy) continue;
      await keepFiles(files, named(await copy.text()));
      say(++kept);
    }
    const shelf = await caches.open(FILES);
    for (const request of await shelf.keys()) if (!files.has(request.url) && !request.url.includes("/vendor/")) await shelf.delete(request);
  }

  const named = (html) => [...html.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, file]) => new URL(file.replaceAll("&amp;", "&"), location.origin).href);

  async function keepFiles(files, more) {
    const store = await caches.open(FILES);
    for (const file of more.filter((one) => !files.has(one) && new URL(one).pathname.startsWith("/static/"))) {
      files.add(file);
      if (!(await store.match(file, { ignoreVary: true }))) await store.add(file).catch(() => null);
    }
  }

  function say(kept) {
    const place = document.getElementById("on-phone");
    if (place) place.textContent = words.kept.replace("{}", number(kept));
  }

  // ---- A copy says that it is one, of when, and what it cannot do
  function tell(text, label, act) {
    line.textContent = text;
    if (!label) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button quiet small", textContent: label });
    button.addEventListener("click", act);
    line.append(" ", button);
  }

  // A connection may be there again without the phone noticing: bars of a network that carries nothing.
  const look = words.copy && setInterval(() => navigator.onLine && keep(), AGAIN);
  function back() {
    if (!words.copy) return;
    clearInterval(look);
    tell(words.back, words.again, () => location.reload());
  }

  async function copied() {
    const away = location.hash === "#not-here" ? `${words.away} ` : "";
    if (away) history.replaceState(null, "", location.pathname); // said once
    tell(away + words.copied.replace("{}", clock(Number(words.copy))));
    // The bar of keeping.js would say the same once more.
    Object.assign(net.dataset, { offline: "", offlineKept: "" });
    net.hidden ||= !navigator.onLine;
    const store = await caches.open(prefix + who);
    const here = new Set((await store.keys()).map(path));
    const rows = [...document.querySelectorAll("[data-sheet][data-state]")];
    if (rows.length) say(rows.filter((row) => here.has(row.dataset.sheet)).length);
  }

  // Pages that are not kept would be the browser's own page of despair.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("main a[href], header a[href], footer a[href]");
    if (!link || navigator.onLine || link.getAttribute("href").startsWith("#")) return;
    const to = new URL(link.href);
    if (to.pathname === list || to.pathname.startsWith(`${list}/`)) return;
    event.preventDefault();
    tell(words.away);
    line.scrollIntoView({ block: "center" });
  });
  // Judging.js asks for these.
  window.judgeCopies = { keep, leave, ask, read, list: async () => (await caches.match(list, { cacheName: prefix + who, ignoreVary: true }))?.text() };

  if (words.copy) copied();
  else if (!words.worker) leave();
  else {
    navigator.serviceWorker.register(words.worker, { scope: list }).catch(() => null);
    keep();
  }
  window.addEventListener("online", keep);
})();
