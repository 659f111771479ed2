// A page that stays open for weeks outlives the hub that gave it out: after an upgrade its scripts are old, and the tiles that a site names since may not be loaded.
import { byId } from "./dom.js";
import { state } from "./store.js";

const own = document.querySelector("meta[name=page]").content;
const RELOADED = "beacon.reloaded";

export function startOldPage() {
  byId("load-anew").addEventListener("click", () => location.reload());
}

/**
 * Says that the hub gives out another page than this one. A wall has nobody to press a button, and loads itself anew, once for each
 * page; but not where its sound is open, which a browser may not open again without a click.
 */
export function noticeOldPage() {
  const { page } = state, isOld = Boolean(own && page && page !== own), root = document.documentElement;
  byId("old-page").hidden = !isOld;
  if (!isOld || root.dataset.page !== "wall" || root.dataset.voice === "open" || sessionStorage.getItem(RELOADED) === page) return;
  sessionStorage.setItem(RELOADED, page);
  location.reload();
}
