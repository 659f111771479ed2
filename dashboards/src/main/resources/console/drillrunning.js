// The drill that goes on: its alarms, its incidents and the acts on them, which are those on real ones under the drill's own path.
import { formOf } from "./acts.js";
import { el, keepFocus, say } from "./dom.js";
import { timesOf } from "./drills.js";
import { INCIDENT_KEYS, fitting } from "./incident.js";
import { SEVERITIES, callingOf } from "./incidents.js";
import { acceptance, calls, signs, tasks, timeLine } from "./incidentparts.js";
import { isUnseen } from "./lists.js";
import { areaName, deviceName } from "./names.js";
import { hubNow, link, state } from "./store.js";
import { may } from "./signin.js";
import { dayTime, pick, word } from "./words.js";

const ACTS = ["acknowledge", "verify", "respond", "contain", "close", "look-back", "assign", "note"];
/** What the form of an act asks for; the other acts ask for nothing. */
const FORMS = { close: "close", "look-back": "remark", note: "note", assign: "assign" };
const part = (title, name, ...children) => el("section", { class: name }, el("h4", {}, word(title)), ...children);
const gravest = (a, b) => b.open - a.open || SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || b.opened_at - a.opened_at;

export function running(first, send) {
  const id = first.id, path = `drills/${encodeURIComponent(id)}`, mine = may("drill");
  let drill = first, shown = "", form = null;
  const head = el("p", { class: "number" }), place = el("div"), alarms = el("div"), incidents = el("div"), times = el("div", { class: "wide-table" });
  const leave = () => { form?.remove(); form = null; };
  const open = (what, fields, title, choices, done) => {
    const same = form?.dataset.act === what;
    leave();
    if (same) return;
    form = formOf(fields, title, async body => await done(body) && leave(), leave, choices);
    form.dataset.act = what;
    place.append(form);
    form.querySelector("input, select, textarea")?.focus();
    form.scrollIntoView({ block: "nearest" });
  };
  const on = (kind, thing, what, body = {}) => send(`${path}/acts`, { [kind]: thing.id, act: what, ...body });
  const incidentAct = (incident, what) => () => (FORMS[what] ? open(`${what} ${incident.id}`, FORMS[what], what === "close" ? word("close_incident") : word(`act_${what}`),
    what === "assign" ? state.incidents.units.map(each => ({ id: each.id, label: pick(each.name) })) : [], body => on("incident", incident, what, body)) : on("incident", incident, what));
  const agree = incident => check => open(`agree ${check} ${incident.id}`, "remark", `${word("act_agree")} ${word(check)}`, [], body => on("incident", incident, "agree", { ...body, check }));
  const button = (what, text, run) => el("button", { type: "button", "data-act": what, onclick: run }, text);

  const alarmOf = alarm => el("article", { class: `alarm kind-${alarm.kind} is-drill`, "data-drill-alarm": alarm.id }, el("div", { class: "head" }, el("span", { class: "badge drill-badge" }, word("drill")), el("span", { class: "badge" }, word(alarm.kind)), el("span", { class: "badge" }, word(alarm.severity)), el("span", { class: "badge" }, word(alarm.state) + (alarm.by ? ` · ${alarm.by}` : ""))),
    el("p", { class: "message" }, pick(alarm.message)), el("p", { class: "quiet number" }, `${deviceName(alarm.subject)} · ${areaName(alarm.area)} · ${word("raised")} ${dayTime(alarm.raised_at)} · ${alarm.id}`),
    mine ? el("div", { class: "actions" }, isUnseen(alarm) ? button("acknowledge", word("acknowledge"), () => on("alarm", alarm, "acknowledge")) : null, alarm.state.startsWith("latched") ? button("reset", word("reset"), () => on("alarm", alarm, "reset")) : null,
      alarm.list === "shelved" ? button("unshelve", word("unshelve"), () => on("alarm", alarm, "unshelve")) : button("shelve", word("shelve"), () => open(`shelve ${alarm.id}`, "shelve", word("shelve_now"), [], body => on("alarm", alarm, "shelve", body))),
      button("close", word("close"), () => open(`close ${alarm.id}`, "close", word("close_now"), [], body => on("alarm", alarm, "close", body)))) : null);

  const incidentOf = incident => el("section", { class: "drill-incident", "data-drill-incident": incident.id }, el("div", { class: "head" }, el("span", { class: "badge drill-badge" }, word("drill")), el("span", { class: "badge" }, `⬢ ${word(incident.severity)}`), el("span", { class: "badge" }, word(`state_${incident.state}`) + (incident.by ? ` · ${incident.by}` : "")),
    el("span", { class: "badge" }, `${word("unit")} ${incident.unit ? pick(incident.unit.name) || incident.unit.id : "–"}`)), el("h3", {}, `${pick(incident.name)} · ${areaName(incident.area)}`), el("p", { class: "warn" }, callingOf(incident, hubNow())),
    el("p", { class: "quiet number" }, `${word("opened")} ${dayTime(incident.opened_at)} · ${incident.id}`),
    mine ? el("div", { class: "actions" }, ...ACTS.filter(what => fitting(what, incident)).map(what => button(what, word(`act_${what}`), incidentAct(incident, what)))) : null,
    el("div", { class: "columns" }, el("div", {}, part("tasks", "tasks", tasks(incident, number => on("incident", incident, "tick", { task: number }), "drill")), incident.accept.length ? part("acceptance", "acceptance", acceptance(incident, agree(incident), "drill")) : null),
      el("div", {}, part("signs", "signs", signs(incident, drill.alarms)), part("calls", "calls", calls(incident))), el("div", {}, part("time_line", "time-line", timeLine(incident, drill.alarms)))));

  const node = el("section", { class: "drill-running", "data-drill-running": id }, el("h3", {}, `${word("drill_goes_on")} · ${pick(first.title)}`), head,
    el("p", { class: "quiet" }, `${word("drill_cast")} ${first.cast.map(each => `${deviceName(each)} · ${each}`).join(", ")}`),
    mine ? el("div", { class: "actions no-print" }, button("stop-drill", word("drill_stop"), () => open("stop", "reason", word("drill_stop_now"), [], body => send(`${path}/stop`, body))),
      button("inject", word("drill_inject"), () => { open("inject", "inject", word("drill_inject_now"), state.devices, ({ device, quantity, value }) => send(`${path}/inject`, { device, readings: { [quantity]: Number(value) } })); })) : null,
    place, incidents, el("h4", {}, word("drill_alarms")), alarms, el("h4", {}, word("drill_times")), times);

  const show = newer => {
    drill = newer;
    const now = JSON.stringify(newer);
    if (now === shown) return;
    shown = now;
    const { tally } = newer;
    say(head, `${word("since")} ${dayTime(newer.since)} · ${word("drill_ends")} ${dayTime(newer.ends)} · ${word("drill_by")} ${newer.by} · ${word("drill_messages")} ${tally.messages} (${word("drill_script_has")} ${newer.script_length}) · ${word("notices_sent")} ${tally.notices_sent} · ${word("notices_spared")} ${tally.notices_spared} · ${newer.id}`);
    keepFocus(alarms, () => alarms.replaceChildren(...(newer.alarms.length ? newer.alarms.map(alarmOf) : [el("p", { class: "quiet" }, word("none_listed"))])));
    keepFocus(incidents, () => incidents.replaceChildren(...[...newer.incidents].sort(gravest).map(incidentOf)));
    times.replaceChildren(timesOf(newer));
    for (const each of node.querySelectorAll("[data-act]")) each.inert = link() !== "live";
  };
  const press = key => {
    const chosen = incidents.firstElementChild, what = INCIDENT_KEYS[key];
    if (!mine || !chosen) return;
    if (key === "t") chosen.querySelector(".tasks button")?.click();
    else (chosen.querySelector(`.actions [data-act="${what}"]`) ?? (key === "a" ? alarms.querySelector("[data-act=acknowledge]") : null))?.click();
  };
  return { id, node, show, press };
}
