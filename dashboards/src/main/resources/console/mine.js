import { act } from "./acts.js";
import { el, keepFocus, say } from "./dom.js";
import { link as linkTo, openIncidents, titleOf } from "./incidents.js";
import { isUnseen } from "./lists.js";
import { areaName } from "./names.js";
import { gone } from "./pages.js";
import { hasPassword, may } from "./signin.js";
import { hubNow, link, state } from "./store.js";
import { age, dayTime, pick, word } from "./words.js";

/** The grid worker's page on a phone: the tasks of my unit, the alarms that wait, and the way to report. */
export function minePage([asked]) {
  let unit = asked ?? localStorage.getItem("beacon.unit") ?? "";
  const body = el("div", { class: "mine-body" });
  let shown = "", ticking = [];
  if (asked && !state.incidents.units.some(each => each.id === asked)) return { node: gone(word("unit_gone"), asked) };
  const choose = el("select", { name: "my-unit", onchange: event => { unit = event.target.value; localStorage.setItem("beacon.unit", unit); show(true); } },
    el("option", { value: "" }, word("pick_unit")), ...state.incidents.units.map(each => el("option", { value: each.id, selected: each.id === unit }, pick(each.name))));
  const node = el("div", { class: "page mine" }, el("section", {}, el("h2", {}, word("mine")), el("label", { class: "my-unit" }, el("span", {}, word("unit")), choose),
    el("p", {}, el("a", { class: "button", href: "/report" }, `☎ ${word("report_form")}`)), hasPassword() && el("p", {}, el("a", { class: "button", href: "/password" }, word("password")))), body);
  const show = anew => {
    const incidents = openIncidents().filter(each => each.unit?.id === unit), areas = new Set(incidents.map(each => each.area));
    const alarms = state.alarms.filter(alarm => alarm.kind === "alarm" && alarm.list === "active" && isUnseen(alarm) && areas.has(alarm.area)).slice(0, 20), now = JSON.stringify([unit, incidents, alarms.map(each => each.id)]);
    if (!anew && now === shown) return;
    shown = now;
    ticking = [];
    keepFocus(body, () => body.replaceChildren(...(unit ? incidents.map(each => incidentOf(each, ticking)) : []), ...(unit && !incidents.length ? [el("section", {}, el("p", { class: "quiet" }, word("no_task_of_unit")))] : []), ...alarms.map(each => alarmOf(each, ticking))));
    tick();
  };
  const tick = () => {
    for (const each of ticking) each(hubNow());
    for (const button of body.querySelectorAll("[data-act]")) button.inert = link() !== "live";
  };
  show(true);
  return { node, changed: () => show(false), tick };
}

function incidentOf(incident, ticking) {
  const answer = el("p", { class: "answer", role: "alert" }), times = el("p", { class: "quiet number" });
  ticking.push(now => say(times, `${word(incident.severity)} · ${word(`state_${incident.state}`)} · ${word("age")} ${age(now - incident.opened_at)}`));
  return el("section", { class: "kind-alarm" }, el("h3", {}, el("a", { href: linkTo(incident) }, `⬢ ${titleOf(incident)}`)), times,
    el("ol", { class: "checks" }, ...incident.tasks.map((task, i) => el("li", { class: task.by ? "is-done" : "" }, el("span", {}, `${task.by ? "☑" : "☐"} ${pick(task.step)}`),
      task.by ? el("span", { class: "quiet number" }, `${task.by} · ${dayTime(task.at)}`)
        : may("handle_incidents") && el("button", { type: "button", "data-act": "tick", onclick: () => act(`incidents/${encodeURIComponent(incident.id)}/tick`, { task: i + 1 }, answer) }, word("act_tick"))))),
    el("p", { class: "quiet" }, incident.lat == null ? "" : `${word("place")} ${incident.lat.toFixed(5)}, ${incident.lon.toFixed(5)}`), answer);
}

function alarmOf(alarm, ticking) {
  const answer = el("p", { class: "answer", role: "alert" }), times = el("p", { class: "quiet number" });
  ticking.push(now => say(times, `${areaName(alarm.area)} · ${word("raised")} ${dayTime(alarm.raised_at)} · ${word("age")} ${age(now - alarm.raised_at)}`));
  return el("section", { class: "alarm kind-alarm" }, el("p", { class: "message" }, `▲ ${pick(alarm.message)}`), times,
    may("handle_alarms") && el("button", { type: "button", "data-act": "acknowledge", onclick: () => act(`alarms/${encodeURIComponent(alarm.id)}/acknowledge`, {}, answer) }, word("acknowledge")), answer);
}
