// Weak connections: what is typed is kept on this phone, saved where drafts are, and sent when there is a way.
// Every page works without this file; its words come from the server, in the attributes of #net.
"use strict";

(() => {
  const net = document.getElementById("net");
  if (!net) return;
  const say = net.dataset;
  const mine = `kept:${say.account}:`; // nothing is kept of people who are not signed in
  const DAYS = 14;
  const SIDE = 1600; // pixels of a photo; the server makes logos smaller still
  const PATIENCE = 3000; // milliseconds that a form waits for its draft
  const SMALL = 300_000; // bytes that are not worth the work

  // A browser may refuse to keep anything: then nothing is kept, and the page says nothing of it.
  const shelf = (name, act, fallback = null) => {
    try {
      return act(window[name]);
    } catch {
      return fallback;
    }
  };
  const read = (name, key) => shelf(name, (place) => JSON.parse(place.getItem(key)));
  const write = (name, key, value) => shelf(name, (place) => (place.setItem(key, JSON.stringify(value)), true), false);
  const drop = (key) => shelf("localStorage", (place) => place.removeItem(key));
  const keys = () => shelf("localStorage", (place) => Object.keys(place).filter((key) => key.startsWith("kept:")), []);
  const clock = (time) => new Date(time).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

  // ---- The bar: what is going on between this phone and the site
  function bar(text, label, act) {
    net.hidden = !text;
    net.replaceChildren(text || "");
    if (!label) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = label;
    button.addEventListener("click", act);
    net.append(button);
  }
  let saved = ""; // the last word of the site about a draft
  const offlineText = () => `${say.account && kept.size ? say.offlineKept : say.offline} ${saved}`.trim();

  // ---- Keeping: one entry a form and person, in this browser only
  const kept = new Map(); // form -> { key, first: its values as the server showed them }
  const LINE = ":scope > .kept-line"; // of the form; that of a photo stands beside its field
  const secret = "[type=password],[type=file],[type=hidden]:not([data-keep]),[name=csrf_token],[data-secret],[autocomplete=one-time-code]";
  const fields = (form) => [...form.elements].filter((field) => field.name && field.type !== "submit" && !field.matches(`button,fieldset,${secret}`));

  function values(form) {
    const found = {};
    for (const field of fields(form)) {
      const picked = field.type === "checkbox" || field.type === "radio";
      found[field.name] ??= [];
      if (!picked || field.checked) found[field.name].push(field.value);
    }
    return found;
  }

  function fill(form, texts) {
    for (const field of fields(form)) {
      const wanted = texts[field.name];
      if (!wanted) continue;
      const picked = field.type === "checkbox" || field.type === "radio";
      const before = picked ? field.checked : field.value;
      if (picked) field.checked = wanted.includes(field.value);
      else if (wanted.length) field.value = wanted[0];
      if ((picked ? field.checked : field.value) === before) continue;
      for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  function line(form) {
    const last = [...form.querySelectorAll(":scope > .actions")].pop();
    const made = form.querySelector(LINE) || document.createElement("p");
    made.className = "kept-line";
    made.setAttribute("role", "status");
    if (!made.isConnected) last ? last.before(made) : form.append(made);
    return made;
  }

  function keep(form) {
    const { key, first } = kept.get(form);
    const now = values(form);
    if (JSON.stringify(now) === JSON.stringify(first)) {
      drop(key);
      form.querySelector(LINE)?.remove();
    } else if (write("localStorage", key, { at: Date.now(), values: now }) && !form.querySelector("[data-autosave]")) {
      const text = say.kept.replace("{}", clock(Date.now()));
      const shown = line(form);
      if (shown.textContent !== text) shown.textContent = text;
    }
  }

  // A form that is shown again with what is wrong in it holds what was typed already.
  const again = performance.getEntriesByType("navigation")[0]?.responseStatus >= 400 || document.querySelector("[data-focus]");

  function restore(form) {
    const { key } = kept.get(form);
    const found = read("localStorage", key);
    if (!found || again) return;
    if (JSON.stringify(found.values) === JSON.stringify(values(form))) return drop(key);
    fill(form, found.values);
    const shown = line(form);
    shown.textContent = say.restored.replace("{}", clock(found.at));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet small";
    button.textContent = say.discard;
    button.addEventListener("click", () => {
      drop(key);
      form.reset();
      fill(form, kept.get(form).first);
      shown.remove();
    });
    shown.append(" ", button);
    form.prepend(shown);
  }

  // What arrived is let go: the server names the form that it has taken in.
  const sent = read("sessionStorage", "sent") || {};
  const arrived = document.cookie.match(/(?:^|; )sent=([a-z0-9]+)/)?.[1];
  if (arrived && sent[arrived]) {
    sent[arrived].forEach(drop);
    write("sessionStorage", "sent", {});
  }
  for (const key of keys()) {
    // On a phone that several people use, nobody finds what another one typed.
    const old = Date.now() - (read("localStorage", key)?.at || 0) > DAYS * 86_400_000;
    const another = say.account && !key.startsWith(mine);
    // Scores that another judge handed in here without a connection wait for that judge: they are shown to nobody else.
    if (old || (another && !/^kept:[^:]*:scores\|/.test(key))) drop(key);
  }

  // Nor the copies of another one's pages, which a judge's phone keeps.
  const forgetCopies = (whose) => caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("judge:") && whose(name)).map((name) => caches.delete(name)))).catch(() => null);
  if (say.account && window.caches) forgetCopies((name) => !name.endsWith(`:${say.account}`));

  if (say.account) {
    const query = new URLSearchParams(location.search);
    query.delete("lang");
    const page = `${location.pathname}?${query}`;
    [...document.querySelectorAll("main form[method=post]")].forEach((form, place) => {
      if (form.querySelector("[type=password]") || !fields(form).some((field) => field.type !== "hidden")) return;
      kept.set(form, { key: `${mine}${page}|${form.dataset.keep || place}`, first: values(form) });
      restore(form);
      let later;
      const soon = () => {
        clearTimeout(later);
        later = setTimeout(() => kept.has(form) && keep(form), 400);
      };
      form.addEventListener("input", soon);
      form.addEventListener("change", soon);
      window.addEventListener("pagehide", () => later && kept.has(form) && keep(form));
    });
  }

  // ---- Sending: never into the void, and never by itself
  let held = null;
  const drafts = new Map(); // form -> { busy: what is on its way to the site, stop: save nothing more }
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    const photos = [...form.querySelectorAll("[type=file]")].map((input) => input.shrinking).filter(Boolean);
    const draft = drafts.get(form);
    const later = () => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    if (!navigator.onLine) {
      later();
      held = { form, submitter };
      if (kept.has(form)) keep(form);
      bar(kept.has(form) ? say.heldKept : say.held);
      return;
    }
    // What is being sent must not come back as a draft behind it: nothing more is saved, and what is on its way arrives first.
    draft?.stop();
    if (photos.length || draft?.busy) {
      later();
      const enough = new Promise((over) => setTimeout(over, PATIENCE));
      Promise.all([...photos, draft && Promise.race([draft.busy, enough])]).then(() => {
        if (draft) draft.busy = null;
        form.requestSubmit(submitter);
      });
    } else if (kept.has(form)) {
      const before = read("sessionStorage", "sent") || {};
      const same = Object.values(before).pop() || []; // shown again with what is wrong, a form may stand at another address
      const name = Math.random().toString(36).slice(2, 12);
      write("sessionStorage", "sent", { [name]: [...new Set([kept.get(form).key, ...(again ? same : [])])] });
      const field = form.querySelector("[name=kept]") || document.createElement("input");
      Object.assign(field, { type: "hidden", name: "kept", value: name });
      form.append(field);
    } else if (form.action.endsWith("/account/sign-out")) {
      keys().forEach(drop);
      kept.clear();
      // Copies of a judge's pages go before the way out is taken.
      if (window.caches && !form.dataset.forgot) {
        later();
        form.dataset.forgot = "yes";
        forgetCopies(() => true).then(() => form.requestSubmit(submitter));
      }
    }
  }, true);

  window.addEventListener("offline", () => bar(offlineText()));
  window.addEventListener("online", () => {
    for (const one of saving) one();
    if (held) {
      const { form, submitter } = held;
      bar(say.back, say.send, () => {
        held = null;
        bar("");
        form.requestSubmit(submitter?.isConnected ? submitter : undefined);
      });
    } else {
      bar(say.online);
      setTimeout(() => held || !navigator.onLine || bar(""), 4000);
    }
  });
  if (!navigator.onLine) bar(offlineText());

  // ---- Drafts that the site saves while they are typed
  const saving = [];
  for (const status of document.querySelectorAll("[data-autosave]")) {
    const form = status.closest("form");
    const { autosave, into, leave } = status.dataset;
    const draft = { busy: null, stop: () => (waiting = clearTimeout(waiting)) };
    let waiting;
    let done = true;
    const post = async (more) => {
      if (form.fresh) await form.fresh().catch(() => null); // a page of before gets a token of now
      const typed = new FormData(form);
      for (const name of (leave || "").split(",")) typed.delete(name);
      done = true;
      try {
        const answer = await fetch(autosave, { method: "POST", body: new URLSearchParams(typed), redirect: "error", ...more });
        let text = await answer.text();
        if (!answer.ok && /^\s*<!doctype/i.test(text)) text = say.account ? say.unsavedKept : say.unsaved; // a page of its own
        if (!into && answer.ok) saved = text;
        if (!into || answer.status >= 500) status.textContent = answer.status >= 500 ? say.unsaved : text;
        else if (answer.ok) document.querySelector(into).replaceWith(...new DOMParser().parseFromString(text, "text/html").body.children);
      } catch {
        done = false;
        status.textContent = say.account ? say.unsavedKept : say.unsaved;
      }
    };
    // One after the other: older words must not arrive behind newer ones.
    const save = () => {
      draft.stop();
      const now = Promise.resolve(draft.busy).then(() => post()).then(() => draft.busy === now && (draft.busy = null));
      draft.busy = now;
    };
    const soon = (event) => {
      if (!into) status.textContent = say.unsaved;
      clearTimeout(waiting);
      waiting = setTimeout(save, event.type === "change" ? 700 : 3000);
    };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    // Who leaves the page just after typing finds it all the same.
    window.addEventListener("pagehide", () => waiting && (draft.stop(), post({ keepalive: true })));
    drafts.set(form, draft);
    saving.push(() => done || save());
  }

  // ---- Photos: a phone's picture is ten times what the site keeps of it
  const size = (bytes) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: bytes < 1e6 ? "kilobyte" : "megabyte", maximumFractionDigits: 1 }).format(bytes < 1e6 ? Math.round(bytes / 1e3) : bytes / 1e6);
  async function shrink(input, photo) {
    try {
      const picture = await createImageBitmap(photo, { imageOrientation: "from-image" });
      const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const kind = photo.type === "image/jpeg" ? photo.type : "image/webp"; // a drawing may have no background
      const smaller = await new Promise((ready) => canvas.toBlob(ready, kind, 0.85));
      if (!smaller || smaller.size >= photo.size || input.files[0] !== photo) return;
      const files = new DataTransfer();
      files.items.add(new File([smaller], photo.name.replace(/\.\w+$/, `.${smaller.type.slice(6)}`), { type: smaller.type }));
      input.files = files.files;
      const note = input.parentElement.querySelector(".kept-line") || document.createElement("p");
      note.className = "kept-line";
      note.setAttribute("role", "status");
      note.textContent = say.smaller.replace("{}", size(photo.size)).replace("{}", size(smaller.size));
      input.after(note);
    } catch {
      // Not a picture that this browser can read: it goes as it is, and the server says what it thinks of it.
    }
  }
  for (const input of document.querySelectorAll("[type=file][accept*='image/']")) {
    input.addEventListener("change", () => {
      const [photo] = input.files;
      input.parentElement.querySelector(".kept-line")?.remove();
      if (!photo || photo.size < SMALL || !/^image\/(?!gif|svg)/.test(photo.type)) return;
      input.shrinking = shrink(input, photo).then(() => delete input.shrinking);
    });
  }
})();
