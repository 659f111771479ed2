import { cameraOf } from "./camera.js";
import { el, say } from "./dom.js";
import { leaves, whyOf } from "./incidentcharts.js";
import { areaName, grafanaLink, valueOf } from "./names.js";
import { gone } from "./pages.js";
import { TEXTS, columns, historyLack, limitsOf, noteOf, plotOf, slopesOf } from "./plot.js";
import { lookUp } from "./signin.js";
import { hubNow, isStale, link, state } from "./store.js";
import { age, dayTime, number, pick, word } from "./words.js";

const AGAIN_MS = 10_000, HOUR_MS = 3_600_000, EVENTS_MAX = 40;
/** What is told when it happens, and not with every message: its age says when that was. */
const EVENTS = new Set(["access", "card", "plate", "event"]);
const section = (title, name, ...children) => el("section", { class: name }, el("h3", {}, word(title)), ...children);

/** A device: what it says and how old that is, its alarms, its rules and why they are silent, its curve; a gate's passages too. */
export function devicePage([id]) {
  if (!id) return { node: list() };
  const first = state.devices.get(id);
  if (!first) return { node: gone(word("device_gone"), id) };
  const facts = el("dl", { class: "facts wide" }), readings = el("div"), alarms = el("div"), rules = el("div"), place = el("div", { class: "plot" }), note = el("p", { class: "note number" });
  const keys = first.measures.filter(key => !TEXTS.has(key)), isGate = first.measures.includes("access");
  const choice = el("select", { "aria-label": word("quantity"), onchange: () => draw() }, ...keys.map(key => el("option", { value: key }, word(key)))), passages = el("div"), camera = first.snapshot ? cameraOf(id) : null;
  const node = el("div", { class: "page device" },
    el("section", {}, el("h2", {}, `${pick(first.name)} · ${id}`), facts),
    el("div", { class: "columns" },
      el("div", {}, camera ? section("camera_view", "seen", camera.node, el("p", { class: "quiet" }, word("camera_hint"))) : "", section("readings_now", "readings-now", readings), section("alarms", "alarms-of", alarms), isGate ? section("passages", "passages", passages) : ""),
      el("div", {}, section("history", "device-chart", choice, place, note, el("p", {}, grafanaLink(id, hubNow() - 24 * HOUR_MS, hubNow())))),
      el("div", {}, section("rules_why", "rules-of", rules))));
  let plot = null, askedAt = -Infinity, clauses = [], heldAlarms = "", open = null;
  const draw = async () => {
    const quantity = choice.value, to = hubNow(), data = quantity ? await columns(id, quantity, to - HOUR_MS, to) : null;
    plot?.destroy();
    plot = null;
    const last = data?.times?.at(-1);
    say(note, quantity ? `${noteOf(data)} · ${word("hour_1")}` : "");
    if (last == null) return;
    const width = Math.max(200, place.clientWidth);
    plot = plotOf(place, data, { from: to - HOUR_MS, to, size: { width, height: Math.max(180, Math.round(width * 0.45)) }, limits: limitsOf(clauses, quantity, data.unit), slopes: slopesOf(clauses.map(clause => ({ clause })), quantity) });
  };
  const explain = async () => {
    const all = await whyOf(id);
    clauses = all.flatMap(rule => leaves(rule.raise).map(each => each.clause));
    rules.replaceChildren(...(all.length ? all.map(ruleOf) : [el("p", { class: "quiet" }, word("no_rule"))]));
  };
  const again = async () => {
    askedAt = performance.now();
    await explain();
    open = first.measures.includes("door") || clauses.some(each => /\bopening-hours\b/.test(each)) ? await hoursOf(first.area) : null;
    if (isGate) await passed(id, passages);
    await draw();
  };
  const tick = () => {
    const device = state.devices.get(id), now = hubNow();
    if (!device) return;
    camera?.tick();
    showFacts(facts, device, now, open);
    showReadings(readings, device, now);
    const own = state.alarms.filter(alarm => alarm.subject === id), text = JSON.stringify(own.map(alarm => [alarm.id, alarm.state]));
    if (text !== heldAlarms) {
      heldAlarms = text;
      alarms.replaceChildren(...(own.length ? own.map(alarmOf) : [el("p", { class: "quiet" }, word("none_listed"))]));
    }
    if (link() === "live" && performance.now() - askedAt > AGAIN_MS) again();
  };
  return { node, tick, close: () => plot?.destroy() };
}

const list = () => el("section", {}, el("h2", {}, word("devices")), el("ul", { class: "plain" }, ...[...state.devices.values()].slice(0, 1000).map(each => el("li", {}, el("a", { href: `#/devices/${encodeURIComponent(each.id)}` }, `${pick(each.name)} · ${each.id}`)))));

function showFacts(node, device, now, open) {
  const out = state.silenced.devices_out.find(each => each.device === device.id);
  const rows = [["area", `${areaName(device.area)} · ${device.area}`], ["type", device.type], ["place", device.lat || device.lon ? `${device.lat.toFixed(5)}, ${device.lon.toFixed(5)}` : word("no_place_known")],
    ["duty", `${device.duty === "working" ? "" : "■ "}${word(`duty_${device.duty}`)}`], ["heard", device.heard_at == null ? word("never") : `${age(now - device.heard_at)}${isStale(device, now) ? ` · ■ ${word("stale")}` : ""}`],
    ["interval", device.interval_ms ? age(device.interval_ms) : "–"], ...(out ? [["out_of_service", `${dayTime(out.since)} · ${out.by} · ${out.reason}`]] : []), ...hours(open)];
  node.replaceChildren(...rows.flatMap(([key, value]) => [el("dt", {}, word(key)), el("dd", { class: "number", "data-fact": key }, value)]));
}

/** The opening hours of the premises that it stands in, where the site has them: told of what opens, and where a rule asks for them. */
const hours = open => (open ? [["opening_hours", `${word(open.open ? "open_now" : "closed_now")} · ${word("until")} ${dayTime(open.until)} · ${open.calendar}`]] : []);
const hoursOf = async path => {
  try {
    return (await (await lookUp("/api/v1/areas")).json()).find(each => each.path === path)?.hours ?? null;
  } catch {
    return null;
  }
};

/** Quantities that a rule of the site holds to drift on this device, as long as its alarm stands. */
const drifting = id => new Set(state.alarms.filter(alarm => alarm.subject === id).flatMap(alarm => alarm.explanation.flatMap(each => [...each.clause.matchAll(/\bdrift\((\w+)/g)].map(found => found[1]))));

/** Why a reading is not to be taken as it stands: its own doubt, that of the whole device, its drift, its age. */
function doubtsOf(device, key, now, drifts) {
  const at = device.told_at?.[key] ?? device.observed_at, found = [];
  if (device.doubts?.[key]) found.push(word(`doubt_${device.doubts[key]}`));
  if (device.duty !== "working") found.push(word(`duty_${device.duty}`));
  if (drifts.has(key)) found.push(word("doubt_drifting"));
  if (!EVENTS.has(key) && device.interval_ms > 0 && at != null && now - at > Math.max(3 * device.interval_ms, 30_000)) found.push(word("doubt_stale"));
  return found;
}

/** Each reading with its age and its doubt; whose clock the time is, is said once. */
function showReadings(node, device, now) {
  const at = device.observed_at, drifts = drifting(device.id);
  const rows = Object.entries(device.latest ?? {}).map(([key, value]) => {
    const doubts = doubtsOf(device, key, now, drifts), told = device.told_at?.[key] ?? at;
    return el("tr", { class: doubts.length ? "doubted" : "", "data-reading": key }, el("th", { scope: "row" }, word(key)), el("td", { class: "number" }, `${doubts.length ? "? " : ""}${valueOf(key, value)}`),
      el("td", { class: "number" }, told == null ? "–" : el("time", { title: dayTime(told) }, age(now - told))), el("td", {}, doubts.length ? `■ ${doubts.join(" · ")}` : ""));
  });
  const told = at == null ? word("never") : `${word("observed")} ${dayTime(at)} · ${word("age")} ${age(now - at)}${device.heard_at != null && Math.abs(device.heard_at - at) > 60_000 ? ` · ■ ${word("clock_off")} ${age(Math.abs(device.heard_at - at))}` : ""}`;
  node.replaceChildren(el("p", { class: "quiet number" }, told), device.time_source === "hub" ? el("p", { class: "quiet" }, `■ ${word("time_of_hub")}`) : "",
    ...(device.duty !== "working" ? [el("p", { class: "warn" }, `■ ${word("in_doubt")} ${word(`duty_${device.duty}`)}`)] : []),
    el("table", { class: "values" }, el("thead", {}, el("tr", {}, ...["quantity", "value", "age", "doubt"].map(key => el("th", { scope: "col" }, word(key))))), el("tbody", {}, ...rows)));
}

const alarmOf = alarm => el("p", { class: `kind-${alarm.kind}` }, el("span", { class: "badge loud" }, word(alarm.kind)), ` ${pick(alarm.message)} `, el("span", { class: "quiet number" }, `${word(alarm.state)} · ${dayTime(alarm.raised_at)}`));

/** A rule, and in words why it has an alarm here or none. */
function ruleOf(rule) {
  return el("details", { open: rule.stands }, el("summary", {}, `${rule.stands ? "▲" : "·"} ${rule.rule} `, el("span", { class: "quiet" }, word(rule.stands ? "has_alarm" : "has_none"))),
    el("ul", { class: "plain" }, ...rule.sentences.map(each => el("li", {}, pick(each)))));
}

/** The passages of the last hour: granted or refused, as the history has them, and how many people there are. */
async function passed(id, node) {
  const to = hubNow(), data = await columns(id, "access", to - HOUR_MS, to, 3600), people = state.devices.get(id)?.latest?.people;
  const events = (data?.times ?? []).map((at, i) => ({ at, granted: data.mean[i] >= 0.5 })).reverse();
  node.replaceChildren(el("p", {}, people == null ? "" : `${word("people")} ${number(people)} · ${word("age")} ${age(to - (state.devices.get(id).observed_at ?? to))}`),
    el("p", { class: "quiet" }, `${word("hour_1")}: ${word("granted")} ${events.filter(each => each.granted).length} · ${word("denied")} ${events.filter(each => !each.granted).length}`),
    el("ul", { class: "plain" }, ...events.slice(0, EVENTS_MAX).map(each => el("li", { class: each.granted ? "" : "warn" }, el("time", { class: "quiet number" }, dayTime(each.at)), el("span", {}, each.granted ? `✓ ${word("granted")}` : `✗ ${word("denied")}`)))),
    data?.error || historyLack() ? el("p", { class: "note" }, [historyLack(), data?.error].filter(Boolean).join(" · ")) : "");
}
