// A judge's pages without a connection: the network first, else the copies that offline.js put on this phone.
// It is registered for the pages of one hackathon's judge and answers for the list, the sheets and their files alone.
"use strict";

const PATIENCE = 4000; // milliseconds until a copy is shown; what comes later is newer the next time
const FILES = "judge-files";
const LIST = new URL(self.registration.scope).pathname; // /hackathons/<slug>/judge
const MINE = `judge:${LIST}:`; // copies are kept under it and the name of the judge's drawer
const SHEET = /^\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/;
const LONGEST = 14 * 86_400_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const isPage = (path) => path === LIST || (path.startsWith(LIST) && SHEET.test(path.slice(LIST.length)));

async function forget(except) {
  const names = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== except);
  await Promise.all(names.map((name) => caches.delete(name)));
}

// The copy of a page; none after judging has closed.
async function copyOf(path) {
  for (const name of (await caches.keys()).filter((one) => one.startsWith(MINE))) {
    const found = await (await caches.open(name)).match(path, { ignoreVary: true });
    if (!found) continue;
    const until = Number(found.headers.get("X-Judge-Until")) * 1000 || Infinity;
    if (Date.now() < Math.min(until, Date.parse(found.headers.get("Date")) + LONGEST)) return found;
    await forget();
  }
  return null;
}

// The copy says when it was made: judging.js and offline.js read it there.
async function shown(copy) {
  const headers = new Headers(copy.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  const text = (await copy.text()).replace('id="judging"', `id="judging" data-copy="${Date.parse(headers.get("Date"))}"`);
  return new Response(text, { headers });
}

async function page(event, path) {
  const asked = fetch(event.request).then(async (answer) => {
    if (answer.type !== "opaqueredirect" && answer.status < 500 && answer.status !== 429) {
      // The site says whose the page is. It says nothing when the link was closed or judging is over.
      const who = answer.headers.get("X-Judge");
      await forget(who && MINE + who);
      if (!who) await self.registration.unregister();
    }
    return answer;
  });
  event.waitUntil(asked.catch(() => null));
  const copy = await copyOf(path);
  if (copy) {
    const first = await Promise.race([asked, new Promise((over) => setTimeout(over, PATIENCE))]).catch(() => null);
    return first && first.status < 500 ? first : shown(copy);
  }
  return asked.catch(async (error) => {
    if (path !== LIST && (await copyOf(LIST))) return Response.redirect(`${LIST}#not-here`);
    throw error;
  });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && address.pathname.startsWith(LIST)) {
    if (isPage(address.pathname)) event.respondWith(page(event, address.pathname));
    else event.respondWith(fetch(request).catch(async (error) => {
      if (await copyOf(LIST)) return Response.redirect(`${LIST}#not-here`);
      throw error;
    }));
  } else if (address.pathname.startsWith("/static/")) {
    // Files carry their version in the address: one that is here is the right one.
    event.respondWith(caches.match(request, { cacheName: FILES, ignoreVary: true }).then((found) => found || fetch(request)));
  }
});
