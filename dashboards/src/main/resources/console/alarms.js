import { byId, el, say, shape } from "./dom.js";
import { command, hubNow, state } from "./store.js";
import { age, dayTime, clockTime, pick, word } from "./words.js";

const KINDS = ["alarm", "supervisory", "trouble"];
const SEVERITIES = ["extreme", "critical", "severe", "moderate", "minor"];
const DISPOSITIONS = ["real", "false", "test", "fault", "consequence", "nuisance"];
const queues = new Map();
const cards = new Map();
let openChart = () => {};

export function startAlarms(chart) {
  openChart = chart;
  const by = byId("by");
  by.value = localStorage.getItem("beacon.by") ?? "";
  by.addEventListener("change", () => localStorage.setItem("beacon.by", by.value.trim()));
}

/** Builds everything anew, as after a change of the language. */
export function rebuildAlarms() {
  cards.clear();
  queues.clear();
  byId("alarm-list").replaceChildren(...KINDS.map(kind => {
    const count = el("span", { class: "count" }), none = el("p", { class: "quiet" }, word(`none_${kind}`)), list = el("div");
    queues.set(kind, { count, none, list });
    return el("div", { class: `queue kind-${kind}` }, el("h3", {}, word(kind), count), none, list);
  }));
  updateAlarms();
}

export function updateAlarms() {
  say(byId("alarm-count"), String(state.alarms.length));
  const seen = new Set();
  for (const kind of KINDS) {
    const { count, none, list } = queues.get(kind);
    const alarms = state.alarms.filter(alarm => alarm.kind === kind).sort(byUrgency);
    say(count, String(alarms.length));
    none.hidden = alarms.length > 0;
    let before = list.firstChild;
    for (const alarm of alarms) {
      seen.add(alarm.id);
      const known = cards.get(alarm.id) ?? card(alarm);
      known.update(alarm);
      if (known.node === before) before = before.nextSibling;
      else list.insertBefore(known.node, before);
    }
  }
  for (const [id, gone] of cards) if (!seen.has(id)) { gone.node.remove(); cards.delete(id); }
  tickAlarms();
}

const isUnseen = alarm => ["unacknowledged", "returned_unacknowledged", "latched_unacknowledged"].includes(alarm.state);
function byUrgency(a, b) {
  return isUnseen(b) - isUnseen(a) || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.raised_at - a.raised_at;
}

function card(first) {
  let alarm = first;
  const status = el("span", { class: "badge" }), times = el("span", { class: "quiet number" });
  const acknowledge = el("button", { type: "button", "data-act": "acknowledge", onclick: () => act("acknowledge", {}) }, word("acknowledge"));
  const close = el("button", { type: "button", "data-act": "close", onclick: () => { form.hidden = !form.hidden; } }, word("close"));
  const chart = el("button", { type: "button", onclick: () => openChart(alarm) }, word("show_chart"));
  const answer = el("p", { class: "answer", role: "status" });
  const disposition = el("select", { name: "disposition" }, ...DISPOSITIONS.map(each => el("option", { value: each }, word(each))));
  const note = el("textarea", { rows: "1", maxlength: "500", placeholder: word("note"), "aria-label": word("note") });
  const form = el("form", { class: "closing", hidden: true, onsubmit: event => {
    event.preventDefault();
    act("close", { disposition: disposition.value, note: note.value });
  } }, el("label", {}, el("span", {}, word("disposition")), disposition), note, el("button", {}, word("close_now")));
  const node = el("article", { class: "alarm", "data-alarm": first.id },
    el("div", { class: "head" }, el("span", { class: "badge loud" }, shape(first.kind), `${word(first.kind)} · ${word(first.severity)}`), status, times),
    el("p", { class: "message" }, pick(first.message)),
    el("p", { class: "quiet" }, [areaName(first.area), first.device_name ? pick(first.device_name) : "", first.subject, first.rule].filter(Boolean).join(" · ")),
    el("ul", { class: "clauses" }, ...first.explanation.map(each => el("li", {}, el("code", {}, each.clause), el("b", {}, each.value),
      el("span", { class: "quiet number" }, `${word("since")} ${clockTime(each.since)} · ${word("entry")} ${each.seq}`)))),
    el("div", { class: "actions" }, acknowledge, close, chart), form, answer);

  async function act(what, body) {
    const by = byId("by").value.trim();
    if (!by) {
      say(answer, word("name_first"));
      byId("by").focus();
      return;
    }
    acknowledge.disabled = close.disabled = true;
    say(answer, await command(alarm.id, what, { by, ...body }));
    acknowledge.disabled = close.disabled = false;
  }
  const known = {
    node,
    update(newer) {
      alarm = newer;
      node.classList.toggle("returned", alarm.state.startsWith("returned"));
      say(status, word(alarm.state) + (alarm.by ? ` · ${alarm.by}` : ""));
      acknowledge.hidden = !isUnseen(alarm);
      close.hidden = alarm.state !== "returned";
      if (close.hidden) form.hidden = true;
    },
    tick: now => say(times, `${word("raised")} ${dayTime(alarm.raised_at)} · ${word("age")} ${age(now - alarm.raised_at)}`),
  };
  cards.set(first.id, known);
  return known;
}

const areaName = path => pick(state.site?.areas.find(area => area.path === path)?.name) || path;

export function tickAlarms() {
  const now = hubNow();
  for (const known of cards.values()) known.tick(now);
}
