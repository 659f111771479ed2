import { el } from "./dom.js";
import { state } from "./store.js";
import { number, pick, saidOf, word } from "./words.js";

export const areaName = path => pick(state.site?.areas.find(area => area.path === path)?.name) || path;
export const deviceName = id => pick(state.devices.get(id)?.name) || id;
const DASHBOARDS = { gates: "access", forest: "smoke" };

/** A link to a device in Grafana, from so long before a moment until so long after it; nothing where the site has no Grafana. */
export function grafanaLink(id, from, to) {
  const base = state.site?.grafana, measures = state.devices.get(id)?.measures ?? [];
  if (!base) return "";
  const board = Object.keys(DASHBOARDS).find(each => measures.includes(DASHBOARDS[each])) ?? "devices";
  return el("a", { href: `${base.replace(/\/$/, "")}/d/beacon-${board}?${new URLSearchParams({ "var-device": id, from: Math.floor(from), to: Math.floor(to) })}`, target: "_blank", rel: "noopener" }, word("in_grafana"));
}

export const deviceLink = id => `#/devices/${encodeURIComponent(id)}`;

/** What a line of a time line tells to be gone: no fire, no smoke, no gas; empty where it tells of something else. */
export const foundGone = (what, ref) => (["agreed", "accepted"].includes(what) && ref ? word(ref.toLowerCase()) : "");

/** A reading with its unit; what is yes or no in a word, and what a camera sees with the name that the rules have for it. */
export function valueOf(key, value) {
  if (key === "event") return word(`event_${value}`) === `event_${value}` ? String(value) : `${word(`event_${value}`)} (${value})`;
  const unit = state.site?.units?.[key] ?? "";
  return typeof value !== "number" || unit === "count" ? number(value) : unit === "flag" ? saidOf(key, value) : `${number(value)} ${unit}`;
}
