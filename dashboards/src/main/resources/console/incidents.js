import { act } from "./acts.js";
import { byId, el, say } from "./dom.js";
import { hubNow, state } from "./store.js";
import { areaName } from "./names.js";
import { may } from "./signin.js";
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

/** Whether people are still called to it, or all were and nobody has answered. */
export const isCalling = incident => incident.open && ["calling", "exhausted"].includes(incident.escalation?.state);

/** Where its calls stand, as a sentence with the time that is left; empty where nobody is called. */
export function callingOf(incident, now) {
  const way = incident.escalation;
  if (!isCalling(incident)) return "";
  if (way.state === "exhausted") return `■ ${word("nobody_answered")}`;
  const failed = way.failed ? ` · ✗ ${word("call_failed")} ${way.failed}` : "";
  return `☎ ${word("calling")} · ${word("step")} ${way.step}/${way.steps}${failed} · ${word("next_step_in")} ${age(way.deadline - now)}`;
}

/** Who has answered its calls; empty where nobody has. */
const answeredOf = ({ escalation: way }) => (way?.answered_by ? `✓ ${word("answered_by")} ${way.answered_by} · ${dayTime(way.answered_at)}` : "");

/** A button beside the row by which one takes an incident that still calls people, without opening it. */
function takingOf(incident) {
  if (!may("handle_incidents")) return null;
  const answer = el("p", { class: "answer", role: "alert" });
  const button = el("button", { type: "button", "data-act": "acknowledge", "aria-label": `${word("act_acknowledge")} ${titleOf(incident)}`, onclick: () => act(`incidents/${encodeURIComponent(incident.id)}/acknowledge`, {}, answer) }, `☎ ${word("act_acknowledge")}`);
  return el("div", { class: "actions" }, button, answer);
}

/** A row that is a link, for lists of any page. */
export function rowOf(incident) {
  const time = el("span", { class: "quiet number" }), calling = el("span", { class: `warn calling${incident.escalation?.state === "exhausted" ? " is-loud" : ""}` });
  const node = el("a", { class: `incident-row kind-alarm is-${incident.severity}`, href: link(incident), "data-incident": incident.id },
    el("span", { class: "head" }, el("span", { class: `badge${incident.open && incident.state === "reported" ? " loud" : ""}` }, `⬢ ${word(incident.severity)}`),
      el("span", { class: "badge" }, word(`state_${incident.state}`)), time),
    el("b", { class: "message" }, titleOf(incident)), calling, answeredOf(incident) ? el("span", { class: "answered" }, answeredOf(incident)) : null,
    el("span", { class: "quiet" }, `① ${firstOut(incident)}`),
    el("span", { class: "quiet" }, `${word("unit")} ${incident.unit ? pick(incident.unit.name) || incident.unit.id : "–"} · ${word("signs")} ${incident.sign_count} · ${word("tasks")} ${incident.tasks.filter(each => each.by).length}/${incident.tasks.length}`));
  return { node, tick: now => {
    say(time, `${dayTime(incident.opened_at)} · ${word("age")} ${age(now - incident.opened_at)}`);
    say(calling, callingOf(incident, now));
  } };
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
  const rows = open.slice(0, SHOWN_MAX).map(each => ({ ...rowOf(each), taking: isCalling(each) ? takingOf(each) : null }));
  const active = document.activeElement, focused = active?.closest?.("#incident-list .incident-item")?.querySelector("[data-incident]").dataset.incident;
  ticking = rows;
  say(byId("incident-count"), state.site ? String(open.length) : "–");
  byId("incident-list").replaceChildren(...(rows.length || !state.site ? rows.map(each => el("div", { class: "incident-item" }, each.node, each.taking)) : [el("p", { class: "quiet" }, word("no_incident"))]),
    ...(open.length > SHOWN_MAX ? [el("p", { class: "quiet" }, `${word("more")} ${open.length - SHOWN_MAX}`)] : []),
    ...state.incidents.frequent.slice(0, 5).map(each => el("p", { class: "note frequent" }, `↻ ${frequentOf(each)}`)));
  if (focused) rows.find(each => each.node.dataset.incident === focused)?.node.focus();
  tickIncidents();
}

/** Takes the incident whose row has the focus, else the gravest one that still calls people. */
export function takeCalling() {
  const buttons = [...byId("incident-list").querySelectorAll("[data-act=acknowledge]")], item = document.activeElement?.closest?.("#incident-list .incident-item");
  const button = item?.querySelector("[data-act=acknowledge]") ?? buttons[0];
  if (button?.offsetParent && !button.inert) button.click(); // the wall hides it: it is for looking
}

export function tickIncidents() {
  const now = hubNow();
  for (const each of ticking) each.tick(now);
}
