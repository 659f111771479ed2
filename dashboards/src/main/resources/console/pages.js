// The pages beside the work view; each has an address of its own after the #, so that a link leads to it.
import { actuatorsPage } from "./actuators.js";
import { accessPage } from "./access.js";
import { devicePage } from "./device.js";
import { byId, el, keepFocus } from "./dom.js";
import { drillsPage } from "./drills.js";
import { handoverPage } from "./handover.js";
import { hubPage } from "./hubpage.js";
import { incidentPage } from "./incident.js";
import { filter } from "./lists.js";
import { minePage } from "./mine.js";
import { recordsPage } from "./records.js";
import { state } from "./store.js";
import { watchPage } from "./watch.js";
import { word } from "./words.js";

const PAGES = { access: accessPage, actuators: actuatorsPage, incidents: incidentPage, devices: devicePage, drills: drillsPage, handover: handoverPage, hub: hubPage, mine: minePage, records: recordsPage, "watch-list": watchPage };
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
  page?.close?.();
  page = null;
  if (!isWork()) keepFocus(byId("page"), () => build(name, rest));
  // What had the focus is gone with its page: the new page has it, and the next Tab goes on from its beginning.
  if (active !== document.body && (document.activeElement === document.body || !document.activeElement.checkVisibility())) (isWork() ? byId("work") : byId("page")).focus({ preventScroll: true });
}

function build(name, rest) {
  const known = Object.hasOwn(PAGES, name) ? PAGES[name] : null;
  page = known ? known(rest) : { node: gone(word("no_page"), location.hash) };
  byId("page").replaceChildren(page.node);
  page.tick?.();
}

/** What a link says that leads to nothing. */
export const gone = (sentence, name) => el("section", { class: "gone" }, el("h2", {}, sentence), el("p", { class: "quiet" }, name), el("p", {}, el("a", { href: "#/" }, word("to_work")), " · ", el("a", { href: "#/records" }, word("look_in_records"))));

export const changePage = what => page?.changed?.(what);
export const tickPage = () => page?.tick?.();
/** The keys that the open page has. */
export const keysOfPage = () => page?.keys ?? {};
