import { byId, el, say, settle, shape } from "./dom.js";
import { act, formOf, offerUndo } from "./acts.js";
import { behind, chosenAlarms, filter, isUnseen, updateLists } from "./lists.js";
import { hubNow, state } from "./store.js";
import { rebuildSilenced, updateSilenced } from "./silenced.js";
import { may } from "./signin.js";
import { tickWall } from "./wall.js";
import { areaName, deviceLink, grafanaLink } from "./names.js";
import { age, clockTime, dayTime, pick, word } from "./words.js";

const KINDS = ["alarm", "supervisory", "trouble"];
const SHOWN_MAX = 200;
/** A link to Grafana shows so long before and after the alarm was raised. */
const AROUND_MS = 900_000;
const queues = new Map();
const cards = new Map();
let openChart = () => {};

export const startAlarms = chart => { openChart = chart; };

/** When something was; a wall, whose rows are short, tells the time of today alone. */
const shortTime = (now, at) => (document.documentElement.dataset.page === "wall" && dayTime(now).slice(0, 10) === dayTime(at).slice(0, 10) ? clockTime(at) : dayTime(at));

/** Builds everything anew, as after a change of the language. */
export function rebuildAlarms() {
  const focused = document.activeElement?.closest?.("[data-alarm]")?.dataset.alarm;
  cards.clear();
  queues.clear();
  byId("alarm-list").replaceChildren(...KINDS.map(kind => {
    const count = el("span", { class: "count" }), none = el("p", { class: "quiet" }), list = el("div"), more = el("p", { class: "quiet" });
    const node = el("div", { class: `queue kind-${kind}` }, el("h3", {}, word(kind), count), none, list, more);
    queues.set(kind, { node, count, none, list, more });
    return node;
  }));
  rebuildSilenced();
  updateAlarms();
  cards.get(focused)?.node.focus();
}

/** Puts the cards in order; who has the focus keeps it, or the next card gets it. */
export function updateAlarms() {
  const all = chosenAlarms(), active = document.activeElement, holder = active?.closest?.("[data-alarm]"), place = [...cards.keys()].indexOf(holder?.dataset.alarm);
  const seen = new Set();
  say(byId("alarm-count"), state.site ? String(state.alarms.length) : "–");
  byId("alarm-list").hidden = filter.list === "maintenance";
  for (const kind of KINDS) seenIn(kind, all.filter(alarm => alarm.kind === kind), seen);
  for (const id of cards.keys()) if (!seen.has(id)) cards.delete(id);
  if (holder && active.isConnected && !active.closest("[hidden]")) active.focus({ preventScroll: true });
  else if (holder?.isConnected) holder.focus({ preventScroll: true });
  else if (holder) ([...document.querySelectorAll("[data-alarm]")].at(Math.max(0, Math.min(place, cards.size - 1))) ?? byId("tabs").querySelector("[aria-pressed=true]"))?.focus({ preventScroll: true });
  updateLists();
  updateSilenced();
  tickAlarms();
}

function seenIn(kind, alarms, seen) {
  const { node, count, none, list, more } = queues.get(kind);
  node.hidden = Boolean(filter.kind) && filter.kind !== kind;
  say(count, state.site ? String(alarms.length) : "–");
  none.hidden = alarms.length > 0;
  node.classList.toggle("is-empty", !alarms.length);
  // Before the hub has spoken nobody knows that there is none.
  say(none, !state.site ? "" : word(filter.list === "active" && !filter.q ? `none_${kind}` : "none_listed"));
  more.hidden = alarms.length <= SHOWN_MAX;
  say(more, `${word("more")} ${alarms.length - SHOWN_MAX}`);
  settle(list, alarms.slice(0, SHOWN_MAX).map(alarm => {
    seen.add(alarm.id);
    const known = cards.get(alarm.id) ?? card(alarm);
    known.update(alarm);
    return known.node;
  }));
}

const button = (what, title, onclick) => el("button", { type: "button", "data-act": what, onclick }, title);

function card(first) {
  let alarm = first, form = null, seen = 0;
  const status = el("span", { class: "badge" }), times = el("span", { class: "quiet number" }), first_out = el("span", { class: "badge first-out" }), hushed = el("p", { class: "quiet" });
  const answer = el("p", { class: "answer", role: "alert" }), place = el("div");
  const send = async (what, body = {}) => {
    const done = await act(`alarms/${encodeURIComponent(alarm.id)}/${what}`, body, answer, undefined, form?.dataset.form === what ? seen : undefined);
    if (done) leave();
    else seen = alarm.version;
    return done;
  };
  const leave = () => { form?.remove(); form = null; if (node.isConnected) node.focus(); };
  const open = (what, title, run) => {
    const same = form?.dataset.form === what;
    leave();
    if (same) return;
    form = formOf(what, title, run, leave);
    seen = alarm.version;
    place.append(form);
    form.querySelector("input, select, textarea").focus();
  };
  const id = encodeURIComponent(first.id), device = encodeURIComponent(first.subject);
  const doing = {
    acknowledge: button("acknowledge", word("acknowledge"), () => send("acknowledge")),
    reset: button("reset", word("reset"), () => send("reset")),
    close: button("close", word("close"), () => open("close", word("close_now"), body => send("close", body))),
    shelve: button("shelve", word("shelve"), () => open("shelve", word("shelve_now"), async body => await send("shelve", body) && offerUndo(`${word("shelved_now")} ${pick(alarm.message)}`, `alarms/${id}/unshelve`))),
    unshelve: button("unshelve", word("unshelve"), () => send("unshelve")),
    out: button("out", word("take_out"), () => open("out", word("take_out_now"), async body => {
      if (!await act(`devices/${device}/out-of-service`, body, answer)) return;
      leave();
      offerUndo(`${word("taken_out")} ${alarm.subject}`, `devices/${device}/in-service`);
    })),
    back: button("back", word("put_back"), () => act(`devices/${device}/in-service`, {}, answer)),
    chart: el("button", { type: "button", "data-chart": "", onclick: () => openChart(alarm) }, word("show_chart")),
  };
  const node = el("article", { class: "alarm", "data-alarm": first.id, tabindex: "0", "aria-label": pick(first.message) },
    el("div", { class: "head" }, el("span", { class: "badge loud" }, shape(first.kind), `${word(first.kind)} · ${word(first.severity)}`), status, first_out, times),
    el("p", { class: "message" }, pick(first.message)), hushed,
    el("p", { class: "quiet" }, areaName(first.area), el("span", { class: "by-whom" }, " · ", el("a", { href: deviceLink(first.subject) }, first.device_name ? `${pick(first.device_name)} · ${first.subject}` : first.subject), ` · ${first.rule}`)),
    el("ul", { class: "clauses" }, ...first.explanation.map(each => el("li", {}, el("b", { title: each.clause }, pick(each.words)),
      el("span", { class: "quiet number" }, `${word("since")} ${clockTime(each.since)}${each.seq ? ` · ${word("entry")} ${each.seq}` : ""}`))),
      first.ends ? el("li", { class: "quiet" }, pick(first.ends)) : ""),
    el("div", { class: "actions" }, ...Object.values(doing), grafanaLink(first.subject, first.raised_at - AROUND_MS, first.raised_at + AROUND_MS)), place, answer);
  const known = { node, doing, update(newer) {
    const moved = newer.state !== alarm.state;
    alarm = newer;
    node.classList.toggle("returned", alarm.state.startsWith("returned"));
    node.classList.toggle("seen", !isUnseen(alarm));
    say(status, word(alarm.state) + (alarm.by ? ` · ${alarm.by}` : ""));
    const after = behind(alarm);
    first_out.hidden = !after;
    if (after) say(first_out, `① ${word("first_out")}${after.count ? ` +${after.count}` : ""}${after.unseen ? ` (${word("unacknowledged")} ${after.unseen})` : ""}`);
    allow(doing, alarm);
    if (moved) say(answer, "");
    if (form && doing[form.dataset.form].hidden) leave();
  }, tick(now) {
    say(times, `${word("raised")} ${shortTime(now, alarm.raised_at)} · ${word("age")} ${age(now - alarm.raised_at)}`);
    const until = alarm.until ? `${word("until")} ${dayTime(alarm.until)} (${age(alarm.until - now)})` : "";
    hushed.hidden = alarm.list === "active";
    say(hushed, [until, alarm.reason, alarm.cause ? `${word("because")} ${alarm.cause}` : "", alarm.holds === false ? word("condition_over") : ""].filter(Boolean).join(" · "));
  } };
  cards.set(first.id, known);
  return known;
}

/** Shows the acts that the alarm's table allows in its state, to those who may do them. */
function allow(doing, alarm) {
  const handles = may("handle_alarms"), maintains = may("maintain");
  doing.acknowledge.hidden = !handles || !isUnseen(alarm);
  doing.close.hidden = !handles || alarm.state !== "returned";
  doing.reset.hidden = !handles || alarm.state !== "latched";
  doing.unshelve.hidden = !handles || alarm.state !== "shelved";
  doing.shelve.hidden = !handles || alarm.life_safety || alarm.list !== "active" || alarm.state.startsWith("latched");
  const isOut = state.silenced.devices_out.some(each => each.device === alarm.subject);
  doing.out.hidden = !maintains || isOut || !state.devices.has(alarm.subject);
  doing.back.hidden = !maintains || !isOut;
}


export function tickAlarms() {
  const now = hubNow();
  for (const known of cards.values()) known.tick(now);
  tickWall();
}

/** The key of an act: on the card that has the focus, else on the first one. */
export function press(what) {
  const all = [...document.querySelectorAll("[data-alarm]")];
  const node = document.activeElement?.closest("[data-alarm]") ?? all[0];
  const pressed = cards.get(node?.dataset.alarm)?.doing[what];
  if (node && !document.activeElement?.closest("[data-alarm]")) node.focus();
  else if (pressed && !pressed.hidden && !pressed.inert) pressed.click();
}

export function step(by) {
  const all = [...document.querySelectorAll("[data-alarm]")].filter(node => !node.closest("[hidden]"));
  const at = all.indexOf(document.activeElement?.closest("[data-alarm]"));
  all.at(at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by)))?.focus();
}
