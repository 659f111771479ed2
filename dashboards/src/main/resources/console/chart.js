import { byId, el, say } from "./dom.js";
import { hubNow, state } from "./store.js";
import { TEXTS, columns, limitsOf, noteOf, plotOf, silencesOf, slopesOf } from "./plot.js";
import { pick, word } from "./words.js";

const SPANS = { min_5: 5, min_15: 15, hour_1: 60, hour_6: 360, day_1: 1440 };
let plot = null;
let asked = 0;
let shownAlarm = "";

export function startChart() {
  byId("chart-device").addEventListener("change", () => { quantities(); load(); });
  byId("chart-quantity").addEventListener("change", load);
  byId("chart-span").addEventListener("change", load);
  new ResizeObserver(() => plot?.setSize(size())).observe(byId("chart"));
}

export function rebuildChart() {
  const span = byId("chart-span"), chosen = span.value || "min_15";
  span.replaceChildren(...Object.keys(SPANS).map(key => el("option", { value: key, selected: key === chosen }, word(key))));
  byId("device-ids").replaceChildren(...[...state.devices.values()].slice(0, 5000).map(d => el("option", { value: d.id }, pick(d.name))));
  quantities(byId("chart-quantity").value);
  load();
}

function quantities(preferred) {
  const device = state.devices.get(byId("chart-device").value);
  const keys = (device?.measures ?? []).filter(key => !TEXTS.has(key));
  const chosen = keys.includes(preferred) ? preferred : keys[0];
  byId("chart-quantity").replaceChildren(...keys.map(key => el("option", { value: key, selected: key === chosen }, word(key))));
}

/** Opens the readings of a device, or those that an alarm's explanation speaks of. */
export function openChart(subject) {
  const alarm = subject.subject ? subject : null;
  const device = state.devices.get(alarm ? alarm.subject : subject.id);
  if (!device) return;
  const clauses = (alarm?.explanation ?? []).map(each => each.clause).join(" ");
  byId("chart-device").value = device.id;
  quantities(device.measures.find(key => new RegExp(`\\b${key}\\b`).test(clauses)));
  load();
}

/** The newest alarm opens its chart by itself, once. */
export function openNewest() {
  const newest = state.alarms.filter(alarm => alarm.kind === "alarm").sort((a, b) => b.raised_at - a.raised_at)[0];
  if (newest && newest.id !== shownAlarm) {
    shownAlarm = newest.id;
    openChart(newest);
  }
}

export async function load() {
  const device = byId("chart-device").value, quantity = byId("chart-quantity").value, turn = ++asked;
  byId("chart-link").href = `#/devices/${encodeURIComponent(device)}`;
  if (!device || !quantity) {
    say(byId("chart-note"), word("pick_device"));
    return;
  }
  const to = Math.ceil(hubNow()), from = to - SPANS[byId("chart-span").value || "min_15"] * 60_000;
  const data = await columns(device, quantity, from, to);
  if (turn !== asked) return;
  say(byId("chart-note"), noteOf(data));
  plot?.destroy();
  plot = null;
  if (data && !data.error) draw(data, from, to);
}

const size = () => ({ width: Math.max(200, byId("chart").clientWidth), height: Math.max(220, Math.round(byId("chart").clientWidth * 0.4)) });

function draw(data, from, to) {
  const evidence = state.alarms.filter(alarm => alarm.subject === data.device).flatMap(alarm => alarm.explanation);
  plot = plotOf(byId("chart"), data, { from, to, size: size(), limits: limitsOf(evidence.map(each => each.clause), data.quantity, data.unit), slopes: slopesOf(evidence, data.quantity), silences: silencesOf(evidence) });
}
