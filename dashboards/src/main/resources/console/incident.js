import { act, formOf, versionOf } from "./acts.js";
import { byId, el, keepFocus, say } from "./dom.js";
import { SEVERITIES, callingOf, firstOut, frequentOf, isCalling, openIncidents, titleOf } from "./incidents.js";
import { camerasOf } from "./camera.js";
import { chartsOf } from "./incidentcharts.js";
import { picturesOf } from "./incidentpictures.js";
import { acceptance, calls, nearest, signs, tasks, timeLine } from "./incidentparts.js";
import { hubNow, link, state } from "./store.js";
import { areaName } from "./names.js";
import { gone } from "./pages.js";
import { lookUp, may } from "./signin.js";
import { age, dayTime, pick, word } from "./words.js";

/** In which states the table lets an act happen; what it then refuses, the hub says. */
const ALLOWED = {
  acknowledge: "calls",
  verify: ["reported"], respond: ["reported", "verified"], contain: ["responding"], close: ["reported", "verified", "responding", "contained", "accepted"],
  "look-back": ["closed", "look_back_due"], assign: "open", note: "any", merge: "open", split: "open",
};
/** The rights of acts; all others need that of dispatching. */
const RIGHTS = Object.fromEntries(["acknowledge", "verify", "look-back", "note"].map(what => [what, "handle_incidents"]));
/** Whether an incident's state lets an act happen. */
export const fitting = (what, incident) => fits(ALLOWED[what], incident);
const fits = (when, incident) => when === "any" || (when === "open" ? incident.open : when === "calls" ? isCalling(incident) : when.includes(incident.state));
/** The keys of acts on an incident, real or of a drill. */
export const INCIDENT_KEYS = { a: "acknowledge", v: "verify", d: "respond", x: "contain", c: "close", l: "look-back", i: "assign", n: "note" };

export function incidentPage([id]) {
  if (!id) return all();
  const node = el("div", { class: "page incident" });
  let whole = null, view = null, asked = "";
  const take = newer => {
    if (newer.version < whole?.version) return; // answers overtake each other
    whole = newer;
    view.show(whole);
  };
  const load = async () => {
    const head = state.incidents.incidents.find(each => each.id === id), now = JSON.stringify([head, state.alarms.filter(alarm => head?.first_out === alarm.id)]);
    if (asked === now && whole) return;
    asked = now;
    try {
      const answer = await lookUp(`/api/v1/incidents/${encodeURIComponent(id)}`);
      if (answer.status === 404) { view = null; node.replaceChildren(gone(word("incident_gone"), id)); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const newest = await answer.json();
      view ??= build(id, node, done => { asked = ""; if (done.time_line) take(done); });
      take(newest);
    } catch {
      asked = "";
      if (!view && link() === "live") node.replaceChildren(gone(word("no_answer"), id));
    }
  };
  load();
  return { node, changed: what => (what.incidents || what.alarms) && load(), tick: () => view?.tick(), close: () => view?.close(),
    keys: { ...Object.fromEntries(Object.entries(INCIDENT_KEYS).map(([key, what]) => [key, () => view?.press(what)])), t: () => view?.tickNext() } };
}

function all() {
  const rows = el("div", { class: "rows-of-incidents" });
  const show = () => rows.replaceChildren(...[...state.incidents.incidents].sort((a, b) => b.open - a.open || SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || b.opened_at - a.opened_at).slice(0, 200)
    .map(each => el("a", { class: "incident-row kind-alarm", href: `#/incidents/${encodeURIComponent(each.id)}`, "data-incident": each.id },
      el("b", {}, titleOf(each)), el("span", { class: "quiet number" }, `${word(each.severity)} · ${word(`state_${each.state}`)} · ${dayTime(each.opened_at)} · ${each.id}`))),
  ...state.incidents.frequent.map(each => el("p", { class: "note" }, `↻ ${frequentOf(each)}`)), ...(state.incidents.incidents.length ? [] : [el("p", { class: "quiet" }, word("no_incident"))]));
  show();
  return { node: el("section", { class: "page" }, el("h2", {}, word("incidents")), rows), changed: what => what.incidents && show() };
}

const section = (title, name, ...children) => el("section", { class: name }, el("h3", {}, word(title)), ...children);

function build(id, root, taken) {
  let whole = null, form = null, seen = 0;
  const head = el("div", { class: "head" }), title = el("h2"), lead = el("p"), times = el("p", { class: "quiet number" }), recurs = el("p", { class: "note" }), calling = el("p", { class: "warn calling" });
  const answer = el("p", { class: "answer", role: "alert" }), place = el("div"), buttons = {};
  const parts = { tasks: el("div"), acceptance: el("div"), signs: el("div"), near: el("div"), calls: el("div"), line: el("div") }, charts = chartsOf(), cameras = camerasOf(), pictures = picturesOf(id, taken);
  const leave = () => {
    const own = buttons[form?.dataset.act] ?? parts.acceptance.querySelector(`[data-check="${form?.dataset.act.split(" ")[1]}"]`), had = form?.contains(document.activeElement);
    form?.remove();
    form = null;
    if (had) (own?.checkVisibility() ? own : firstAct()).focus();
  };
  const firstAct = () => Object.values(buttons).find(each => !each.hidden) ?? byId("page");
  const send = async (what, body = {}) => {
    if (!await act(`incidents/${encodeURIComponent(id)}/${what}`, body, answer, taken, form?.dataset.act.split(" ")[0] === what ? seen : undefined)) {
      seen = versionOf(`incidents/${encodeURIComponent(id)}`);
      return false;
    }
    leave();
    if (what === "merge") location.hash = `#/incidents/${encodeURIComponent(body.into)}`;
    return true;
  };
  const open = (what, fields, title, choices = []) => {
    const same = form?.dataset.act === what;
    leave();
    if (same) return;
    form = formOf(fields, title, body => send(what.split(" ")[0], { ...body, ...(what.includes(" ") ? { check: what.split(" ")[1] } : {}) }), leave, choices);
    form.dataset.act = what;
    seen = Math.max(whole.version ?? 0, versionOf(`incidents/${encodeURIComponent(id)}`));
    place.append(form);
    form.querySelector("input, select, textarea")?.focus();
    form.scrollIntoView({ block: "nearest" });
  };
  const doing = {
    acknowledge: () => send("acknowledge"),
    verify: () => send("verify"), respond: () => send("respond"), contain: () => send("contain"), close: () => open("close", "close", word("close_incident")),
    "look-back": () => open("look-back", "remark", word("act_look-back")), note: () => open("note", "note", word("act_note")),
    assign: () => open("assign", "assign", word("act_assign"), state.incidents.units.map(each => ({ id: each.id, label: pick(each.name) }))),
    merge: () => open("merge", "merge", word("act_merge"), openIncidents().filter(each => each.id !== id).map(each => ({ id: each.id, label: `${titleOf(each)} · ${each.id}` }))),
    split: () => open("split", "split", word("act_split"), whole.signs.map(each => ({ id: each.id, label: `${each.subject || word("person_report")} · ${areaName(each.area)}` }))),
  };
  for (const [what, run] of Object.entries(doing)) buttons[what] = el("button", { type: "button", "data-act": what, onclick: run }, word(`act_${what}`));
  root.replaceChildren(
    el("section", { class: "incident-head kind-alarm" }, head, title, lead, calling, times, recurs, el("div", { class: "actions" }, ...Object.values(buttons)), place, answer),
    el("div", { class: "columns" },
      el("div", {}, section("tasks", "tasks", parts.tasks), section("acceptance", "acceptance", parts.acceptance), section("nearby", "near", parts.near), section("calls", "calls", parts.calls)),
      el("div", {}, section("cameras", "seen", cameras.node), section("readings", "charts", charts.node), section("pictures", "beside", pictures.node), section("signs", "signs", parts.signs)),
      el("div", {}, section("time_line", "time-line", parts.line))));
  const tick = now => {
    if (!whole) return;
    say(calling, callingOf(whole, now));
    say(times, `${word("opened")} ${dayTime(whole.opened_at)} · ${word("age")} ${age(now - whole.opened_at)} · ${word("last_sign")} ${age(now - whole.last_sign_at)} · ${word("in_state")} ${age(now - whole.since)} · ${whole.id}`);
  };
  const show = newer => {
    whole = newer;
    head.replaceChildren(el("span", { class: `badge${whole.open ? " loud" : ""}` }, `⬢ ${word(whole.severity)}`), el("span", { class: "badge" }, word(`state_${whole.state}`) + (whole.by ? ` · ${whole.by}` : "")),
      el("span", { class: "badge" }, `${word("unit")} ${whole.unit ? pick(whole.unit.name) || whole.unit.id : "–"}`), ...(whole.disposition ? [el("span", { class: "badge" }, word(whole.disposition))] : []));
    say(title, titleOf(whole));
    say(lead, `① ${word("first_out")}: ${firstOut(whole)}`);
    say(recurs, state.incidents.frequent.filter(each => each.type === whole.type && (each.name === whole.area || whole.signs.some(sign => sign.subject === each.name))).map(frequentOf).join(" · "));
    const had = Object.values(buttons).includes(document.activeElement);
    for (const [what, button] of Object.entries(buttons)) button.hidden = !may(RIGHTS[what] ?? "dispatch") || !fitting(what, whole);
    buttons.merge.hidden ||= openIncidents().length < 2;
    buttons.split.hidden ||= whole.signs.length < 2;
    if (form && buttons[form.dataset.act]?.hidden) leave();
    if (had && !document.activeElement.checkVisibility()) firstAct().focus();
    keepFocus(parts.tasks, () => parts.tasks.replaceChildren(tasks(whole, number => send("tick", { task: number }))));
    keepFocus(parts.acceptance, () => parts.acceptance.replaceChildren(acceptance(whole, check => open(`agree ${check}`, "remark", `${word("act_agree")} ${word(check)}`))));
    parts.acceptance.parentNode.hidden = !whole.accept.length;
    parts.signs.replaceChildren(signs(whole));
    parts.near.replaceChildren(nearest(whole));
    parts.calls.replaceChildren(calls(whole));
    parts.line.replaceChildren(timeLine(whole));
    charts.show(whole);
    cameras.show(whole);
    pictures.show(whole);
    for (const button of root.querySelectorAll("[data-act]")) button.inert = link() !== "live";
    tick(hubNow());
  };
  return { show, tick: () => { tick(hubNow()); charts.tick(); cameras.tick(); }, close: charts.close, press: what => !buttons[what].hidden && !buttons[what].inert && buttons[what].click(),
    tickNext: () => parts.tasks.querySelector("button")?.click() };
}
