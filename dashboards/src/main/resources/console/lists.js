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
export const isFirst = alarm => !alarm.first_out || alarm.first_out === alarm.id;
/** What nobody has seen yet and is a matter of life is folded only where somebody asks for it. */
const isFolded = alarm => !isFirst(alarm) && onlyFirst()
  && (filter.first === "only" || state.silenced.flooded.includes(alarm.position) && !(isUnseen(alarm) && alarm.priority === PRIORITIES[0]))
  && state.alarms.some(each => each.id === alarm.first_out && each.list === "active");
export const isUnseen = alarm => ["unacknowledged", "returned_unacknowledged", "latched_unacknowledged"].includes(alarm.state);

function matches(alarm) {
  const text = [alarm.message.zh, alarm.message.en, alarm.subject, alarm.rule, alarm.area, alarm.device_name?.zh, alarm.device_name?.en].join(" ").toLowerCase();
  return (!filter.kind || alarm.kind === filter.kind) && text.includes(filter.q.toLowerCase());
}

/** The alarms of the chosen list, in the order in which somebody should look at them. */
export function chosenAlarms() {
  const shown = state.alarms.filter(alarm => alarm.list === filter.list && matches(alarm) && !(filter.list === "active" && isFolded(alarm)));
  const urgent = (a, b) => isUnseen(b) - isUnseen(a) || PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority);
  return shown.sort((a, b) => (filter.sort === "time" ? 0 : urgent(a, b)) || b.raised_at - a.raised_at || (a.id < b.id ? -1 : 1));
}

/** How many alarms stand behind a first-out. */
export const followers = alarm => state.alarms.filter(each => each.first_out === alarm.id && each.id !== alarm.id && each.list === "active").length;

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
    say(count, String(countOf(list)));
    tab.setAttribute("aria-pressed", String(list === filter.list));
  }
  const flooded = state.silenced.flooded, hidden = state.alarms.filter(alarm => alarm.list === "active" && isFolded(alarm)).length;
  byId("flood").hidden = flooded.length === 0;
  say(byId("flood"), flooded.length ? `■ ${word(hidden ? "flood" : "flood_whole")} ${flooded.map(word).join(", ")}` : "");
  byId("filter-first").setAttribute("aria-pressed", String(onlyFirst()));
  say(byId("filter-first"), hidden ? `${word("first_only")} · ${word("folded")} ${hidden}` : word("first_only"));
}
