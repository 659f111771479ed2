// The hub's live messages, once for all pages of a browser, which opens six connections to a host at the most (HTTP/1.1):
// with a stream of its own for each page, six pages that are open would keep every act of all of them from being sent.
const KINDS = ["state", "delta", "full"];
/** Pages that find the hub silent ask all at once, and again: each try has longer than the one before it, so that on a slow machine none cuts off the next. */
const AGAIN_MS = 3_000, AGAIN_MS_MAX = 30_000;
/** A page that has not taken so many messages is frozen or busy; it gets no more until it has, and then the whole state. */
const WAITING_MAX = 50;

const pages = new Map();
let source = null;
let openedAt = -Infinity;
let patienceMs = AGAIN_MS;

function open() {
  source?.close();
  openedAt = performance.now();
  source = new EventSource("/api/v1/events");
  source.addEventListener("open", () => tell({ what: "open" }));
  for (const what of KINDS) source.addEventListener(what, ({ data }) => tell({ what, data }));
}

function tell(message) {
  patienceMs = AGAIN_MS;
  for (const [port, page] of pages) {
    if (page.isBehind) continue;
    page.waiting++;
    page.isBehind = page.waiting > WAITING_MAX;
    port.postMessage(message);
  }
}

function leave(port) {
  pages.delete(port);
  if (!pages.size) source?.close();
}

/** A page has taken a message; one that was behind and has caught up needs all that it missed. */
function taken(page) {
  page.waiting--;
  if (!page.isBehind || page.waiting > 0) return;
  page.isBehind = false;
  open();
}

function asked(port, what) {
  if (what === "bye") return leave(port);
  if (!pages.has(port)) pages.set(port, { waiting: 0, isBehind: false });
  if (what === "taken") return taken(pages.get(port));
  port.postMessage({ what: "here" });
  if (what !== "open" && performance.now() - openedAt <= patienceMs) return;
  if (what !== "open") patienceMs = Math.min(2 * patienceMs, AGAIN_MS_MAX);
  open();
}

addEventListener("connect", ({ ports: [port] }) => {
  port.addEventListener("message", ({ data }) => asked(port, data));
  port.start();
});
