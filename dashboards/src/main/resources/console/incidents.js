import { byId, el, say } from "./dom.js";
import { hubNow, state } from "./store.js";
import { areaName } from "./names.js";
import { age, dayTime, pick, word } from "./words.js";

export const SEVERITIES = ["minor", "moderate", "severe", "critical", "extreme"];
const SHOWN_MAX = 50;
let shown = "";
let ticking = [];

/** The open ones, the gravest first, of those the newest. */
export const openIncidents = () => state.incidents.incidents.filter(each => each.open)
  .sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || b.opened_at - a.opened_at);

export const link = incident => `#/incidents/${encodeURIComponent(incident.id)}`;
export const titleOf = incident => `${pick(incident.name)} · ${areaName(incident.area)}`;

/** What began it: the words of its first alarm, or that a person reported it. */
export function firstOut(incident) {
  const alarm = state.alarms.find(each => each.id === incident.first_out);
  return alarm ? pick(alarm.message) : incident.first_out.startsWith("P") ? word("person_report") : incident.first_out;
}

/** A row that is a link, for lists of any page. */
export function rowOf(incident) {
  const time = el("span", { class: "quiet number" });
  const node = el("a", { class: `incident-row kind-alarm is-${incident.severity}`, href: link(incident), "data-incident": incident.id },
    el("span", { class: "head" }, el("span", { class: `badge${incident.open && incident.state === "reported" ? " loud" : ""}` }, `⬢ ${word(incident.severity)}`),
      el("span", { class: "badge" }, word(`state_${incident.state}`)), time),
    el("b", { class: "message" }, titleOf(incident)),
    el("span", { class: "quiet" }, `① ${firstOut(incident)}`),
    el("span", { class: "quiet" }, `${word("unit")} ${incident.unit ? pick(incident.unit.name) || incident.unit.id : "–"} · ${word("signs")} ${incident.sign_count} · ${word("tasks")} ${incident.tasks.filter(each => each.by).length}/${incident.tasks.length}`));
  return { node, tick: now => say(time, `${dayTime(incident.opened_at)} · ${word("age")} ${age(now - incident.opened_at)}`) };
}

/** A finding of what recurs, as a sentence. */
export function frequentOf(each) {
  const type = state.incidents.types.find(type => type.type === each.type);
  const device = state.devices.get(each.name), where = each.scope === "area" ? areaName(each.name) : device ? `${pick(device.name)} · ${each.name}` : each.name;
  return `${word("frequent")} ${type ? pick(type.name) : word(each.type)} · ${where} · ${each.count} ${word("in_seven_days")} (${word("last")} ${dayTime(each.last)})`;
}

export function updateIncidents(force) {
  const open = openIncidents(), alarms = state.alarms.map(alarm => alarm.id), now = JSON.stringify([open, state.incidents.frequent, alarms]);
  if (now === shown && !force) return;
  shown = now;
  const rows = open.slice(0, SHOWN_MAX).map(rowOf), focused = document.activeElement?.closest?.("#incident-list [data-incident]")?.dataset.incident;
  ticking = rows;
  say(byId("incident-count"), String(open.length));
  byId("incident-list").replaceChildren(...(rows.length ? rows.map(each => each.node) : [el("p", { class: "quiet" }, word("no_incident"))]),
    ...(open.length > SHOWN_MAX ? [el("p", { class: "quiet" }, `${word("more")} ${open.length - SHOWN_MAX}`)] : []),
    ...state.incidents.frequent.slice(0, 5).map(each => el("p", { class: "note frequent" }, `↻ ${frequentOf(each)}`)));
  if (focused) rows.find(each => each.node.dataset.incident === focused)?.node.focus();
  tickIncidents();
}

export function tickIncidents() {
  const now = hubNow();
  for (const each of ticking) each.tick(now);
}
