// The pages beside the work view; each has an address of its own after the #, so that a link leads to it.
import { byId, el, keepFocus } from "./dom.js";
import { showCurrent } from "./header.js";
import { filter } from "./lists.js";
import { state } from "./store.js";
import { word } from "./words.js";

/** Of each page what makes it; its module comes after what is seen first. */
const PAGES = {
  access: async () => (await import("./access.js")).accessPage,
  actuators: async () => (await import("./actuators.js")).actuatorsPage,
  devices: async () => (await import("./device.js")).devicePage,
  drills: async () => (await import("./drills.js")).drillsPage,
  handover: async () => (await import("./handover.js")).handoverPage,
  hub: async () => (await import("./hubpage.js")).hubPage,
  incidents: async () => (await import("./incident.js")).incidentPage,
  mine: async () => (await import("./mine.js")).minePage,
  records: async () => (await import("./records.js")).recordsPage,
  "watch-list": async () => (await import("./watch.js")).watchPage,
};
/** The pages whose modules are here, and those that were asked for. */
const here = new Map(), asked = new Set();
let page = null;
let at = null;

/** The parts of the address after the #. */
export function route() {
  return location.hash.replace(/^#\/?/, "").split("/").map(part => {
    try { return decodeURIComponent(part); } catch { return part; }
  });
}

export const isWork = () => !filter.view && ["", "wall"].includes(route()[0]);

/** Opens the page of the address, where it is not open yet or must be built anew. */
export function openPage(anew) {
  const [name, ...rest] = route(), root = document.documentElement;
  const active = document.activeElement;
  root.dataset.page = filter.view || name || "work";
  byId("work").hidden = !isWork();
  byId("kpi").hidden = filter.view !== "kpi";
  byId("page").hidden = isWork() || filter.view === "kpi";
  for (const link of document.querySelectorAll("nav a")) link.toggleAttribute("aria-current", link.getAttribute("href") === `#/${name}` && !filter.view);
  if (!state.site || at === location.hash && !anew) return;
  at = location.hash;
  showCurrent();
  page?.close?.();
  page = null;
  if (!isWork()) keepFocus(byId("page"), () => build(name, rest));
  // What had the focus is gone with its page: the new page has it, and the next Tab goes on from its beginning.
  if (active !== document.body && (document.activeElement === document.body || !document.activeElement.checkVisibility())) (isWork() ? byId("work") : byId("page")).focus({ preventScroll: true });
}

function build(name, rest) {
  if (!Object.hasOwn(PAGES, name)) page = { node: gone(word("no_page"), location.hash) };
  else if (here.has(name)) page = here.get(name)(rest);
  else take(name);
  byId("page").replaceChildren(...(page ? [page.node] : []));
  page?.tick?.();
}

/** Asks for a page's module, and opens the page where somebody waits for it; where the hub does not answer it is asked for again with the next state. */
async function take(name) {
  if (asked.has(name)) return;
  asked.add(name);
  try {
    here.set(name, await PAGES[name]());
    if (!page && route()[0] === name) openPage(true);
  } catch {
    asked.delete(name);
  }
}

/** All pages, once the first one is live: one that stays open for weeks has them from one and the same hub, and also while none answers. */
export function loadPages() {
  requestIdleCallback(() => Object.keys(PAGES).forEach(take));
}

/** What a link says that leads to nothing. */
export const gone = (sentence, name) => el("section", { class: "gone" }, el("h2", {}, sentence), el("p", { class: "quiet" }, name), el("p", {}, el("a", { href: "#/" }, word("to_work")), " · ", el("a", { href: "#/records" }, word("look_in_records"))));

export const changePage = what => page?.changed?.(what);
export const tickPage = () => page?.tick?.();
/** The keys that the open page has. */
export const keysOfPage = () => page?.keys ?? {};

if (Object.hasOwn(PAGES, route()[0])) take(route()[0]);
