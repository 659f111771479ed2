import { byId, el, say } from "./dom.js";
import { state } from "./store.js";
import { word } from "./words.js";

export const LISTS = ["active", "shelved", "suppressed", "out_of_service", "maintenance"];
const KINDS = ["alarm", "supervisory", "trouble"];
const PRIORITIES = ["highest", "high", "medium", "low"];
const asked = new URLSearchParams(location.search);
const among = (value, all, other) => (all.includes(value) ? value : other);

/** What the list shows; it stands in the address, so a page that is opened again shows the same. */
export const filter = { list: among(asked.get("list"), LISTS, "active"), kind: among(asked.get("kind"), KINDS, ""), sort: among(asked.get("sort"), ["time"], "priority"),
  first: among(asked.get("first"), ["only", "all"], ""), q: (asked.get("q") ?? "").slice(0, 100), view: among(asked.get("view"), ["kpi"], "") };
const tabs = new Map();
let changed = () => {};

export function startLists(then) {
  changed = then;
  byId("filter-text").value = filter.q;
  byId("filter-text").addEventListener("input", event => choose({ q: event.target.value.trim() }));
  byId("filter-kind").addEventListener("change", event => choose({ kind: event.target.value }));
  byId("filter-sort").addEventListener("change", event => choose({ sort: event.target.value }));
  byId("filter-first").addEventListener("click", toggleFirst);
}

export function choose(some) {
  Object.assign(filter, some);
  const query = new URLSearchParams(location.search);
  const plain = { list: "active", sort: "priority" };
  for (const [key, value] of Object.entries(filter)) if (value && value !== plain[key]) query.set(key, value); else query.delete(key);
  history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
  changed();
}

export const toggleFirst = () => choose({ first: onlyFirst() ? "all" : "only" });

/** First-outs alone: where somebody asked for it, and by itself in a flood. */
export const onlyFirst = () => filter.first === "only" || (filter.first === "" && state.silenced.flooded.length > 0);
const isFlooded = alarm => state.silenced.flooded.includes(alarm.position);
export const isFirst = alarm => !alarm.first_out || alarm.first_out === alarm.id;
/** What nobody has seen yet and is a matter of life is folded only where somebody asks for it. */
const isFolded = alarm => !isFirst(alarm) && onlyFirst()
  && (filter.first === "only" || isFlooded(alarm) && !(isUnseen(alarm) && alarm.priority === PRIORITIES[0]))
  && isFirst(groupOf(alarm).head);
export const isUnseen = alarm => ["unacknowledged", "returned_unacknowledged", "latched_unacknowledged"].includes(alarm.state);

function matches(alarm) {
  const text = [alarm.message.zh, alarm.message.en, alarm.subject, alarm.rule, alarm.area, alarm.device_name?.zh, alarm.device_name?.en].join(" ").toLowerCase();
  return (!filter.kind || alarm.kind === filter.kind) && text.includes(filter.q.toLowerCase());
}

/** How soon somebody should look at an alarm: what nobody has seen before all else, then by priority; the least is the most urgent. */
const urgency = alarm => (isUnseen(alarm) ? 0 : PRIORITIES.length) + PRIORITIES.indexOf(alarm.priority);

/** The active alarms that came together, by the id of their first-out; worked out once for each list of alarms. */
let groups = { of: null, all: new Map() };
function groupOf(alarm) {
  if (groups.of !== state.alarms) {
    const all = new Map();
    for (const each of state.alarms) {
      if (each.list !== "active") continue;
      const id = each.first_out || each.id, group = all.get(id) ?? { head: each, urgency: Infinity, count: 0, unseen: 0 };
      if (isFirst(each) || !isFirst(group.head) && each.raised_at < group.head.raised_at) group.head = each;
      all.set(id, { ...group, urgency: Math.min(group.urgency, urgency(each)), count: group.count + 1, unseen: group.unseen + isUnseen(each) });
    }
    groups = { of: state.alarms, all };
  }
  return groups.all.get(alarm.first_out || alarm.id);
}

/** Whether an alarm stands for a group of a flood: it is the first-out, or, where that is over, the eldest that is left. What is out of the flood stands for itself. */
const leads = alarm => !isFlooded(alarm) || groupOf(alarm).head === alarm;

/**
 * The alarms of the chosen list, in the order in which somebody should look at them: what nobody has seen, the gravest, of equals the newest.
 * In a flood those that began it come before all that followed: of each area its first-out, as urgent as the most urgent that stands behind it,
 * of equals the eldest, so that no other alarm of any priority is ahead of the first-out of its own group.
 */
export function chosenAlarms() {
  const shown = state.alarms.filter(alarm => alarm.list === filter.list && matches(alarm) && !(filter.list === "active" && isFolded(alarm)));
  const newest = (a, b) => b.raised_at - a.raised_at || (a.id < b.id ? -1 : 1);
  if (filter.sort === "time") return shown.sort(newest);
  if (filter.list !== "active" || !state.silenced.flooded.length) return shown.sort((a, b) => urgency(a) - urgency(b) || newest(a, b));
  const soon = alarm => (isFlooded(alarm) ? groupOf(alarm).urgency : urgency(alarm));
  return shown.sort((a, b) => leads(b) - leads(a) || (leads(a) ? soon(a) - soon(b) || newest(b, a) : urgency(a) - urgency(b) || newest(a, b)));
}

/** How many alarms stand behind a first-out, and how many of these nobody has seen; in a flood also where it stands alone. Null for what is none. */
export function behind(alarm) {
  if (alarm.list !== "active" || !isFirst(alarm)) return null;
  const { count, unseen } = groupOf(alarm);
  return count > 1 || isFlooded(alarm) ? { count: count - 1, unseen: unseen - isUnseen(alarm) } : null;
}

export function countOf(list) {
  if (list === "maintenance") return state.silenced.maintenances.length;
  const alarms = state.alarms.filter(alarm => alarm.list === list).length;
  return list === "out_of_service" ? Math.max(alarms, state.silenced.devices_out.length) : alarms;
}

export function rebuildLists() {
  tabs.clear();
  byId("tabs").replaceChildren(...LISTS.map((list, i) => {
    const count = el("b", { class: "number" }), tab = el("button", { type: "button", "data-list": list, title: String(i + 1), onclick: () => choose({ list }) }, `${word(`list_${list}`)} `, count);
    tabs.set(list, { tab, count });
    return tab;
  }));
  const options = (id, values, chosen, name) => byId(id).replaceChildren(...values.map(each => el("option", { value: each, selected: each === chosen }, word(name(each)))));
  options("filter-kind", ["", ...KINDS], filter.kind, each => each || "every_kind");
  options("filter-sort", ["priority", "time"], filter.sort, each => `sort_${each}`);
  updateLists();
}

export function updateLists() {
  for (const [list, { tab, count }] of tabs) {
    say(count, state.site ? String(countOf(list)) : "–");
    tab.dataset.count = count.textContent;
    tab.setAttribute("aria-pressed", String(list === filter.list));
  }
  const flooded = state.silenced.flooded, hidden = state.alarms.filter(alarm => alarm.list === "active" && isFolded(alarm)).length;
  byId("flood").hidden = flooded.length === 0;
  say(byId("flood"), flooded.length ? `■ ${word(hidden ? "flood" : "flood_whole")} ${flooded.map(word).join(", ")}` : "");
  byId("filter-first").setAttribute("aria-pressed", String(onlyFirst()));
  say(byId("filter-first"), hidden ? `${word("first_only")} · ${word("folded")} ${hidden}` : word("first_only"));
}
