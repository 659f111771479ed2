import { byId } from "./dom.js";

/** On a phone the header is two rows: what is seldom needed is behind one button, and the names of the pages lie side by side. */
export function unfold(open) {
  document.querySelector("header.bar").classList.toggle("is-open", open);
  byId("more").setAttribute("aria-expanded", String(open));
}

export function startHeader() {
  byId("more").addEventListener("click", () => unfold(byId("more").getAttribute("aria-expanded") !== "true"));
  addEventListener("hashchange", () => unfold(false));
}

/** The name of the page that is open is in sight among the others. */
export function showCurrent() {
  const nav = document.querySelector("header.bar nav"), link = nav.querySelector("[aria-current]");
  if (link) nav.scrollLeft = link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
}
