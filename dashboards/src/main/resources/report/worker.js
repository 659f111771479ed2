// The report page opens without a connection. Only the page's own files are kept: no report, no answer, no code.
const NAME = "beacon-report-1";
const FILES = ["/report", "/report/style.css", "/report/report.js", "/report/manifest.webmanifest", "/report/icon.svg"];
const WAIT_MS = 4_000;

self.addEventListener("install", event => {
  event.waitUntil(caches.open(NAME).then(cache => cache.addAll(FILES.map(each => new Request(each, { cache: "reload" })))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", event => {
  event.waitUntil(caches.keys().then(names => Promise.all(names.filter(each => each.startsWith("beacon-report-") && each !== NAME).map(each => caches.delete(each)))).then(() => self.clients.claim()));
});

/** The newest from the hub, else what was kept of it. */
async function newest(request, path) {
  const cache = await caches.open(NAME);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(WAIT_MS) });
    if (!answer.ok) return answer;
    await cache.put(path, answer.clone());
    return answer;
  } catch (gone) {
    const known = await cache.match(path);
    if (known) return known;
    throw gone;
  }
}

self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && url.origin === self.location.origin && FILES.includes(url.pathname) && !url.search) event.respondWith(newest(event.request, url.pathname));
});
