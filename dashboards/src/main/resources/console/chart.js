import uPlot from "/vendor/uPlot.esm.js";
import { byId, el, say } from "./dom.js";
import { hubNow, state } from "./store.js";
import { age, clockTime, number, pick, word } from "./words.js";

const SPANS = { min_5: 5, min_15: 15, hour_1: 60, hour_6: 360, day_1: 1440 };
const TEXTS = new Set(["event", "plate", "card"]);
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
  if (!device || !quantity) {
    say(byId("chart-note"), word("pick_device"));
    return;
  }
  const to = Math.ceil(hubNow()), from = to - SPANS[byId("chart-span").value || "min_15"] * 60_000;
  try {
    const query = new URLSearchParams({ device, quantity, from: String(from), to: String(to), points: "400" });
    const answer = await fetch(`/api/v1/chart?${query}`);
    const data = await answer.json();
    if (turn !== asked) return;
    if (!answer.ok) say(byId("chart-note"), data.error);
    else draw(data, from, to);
  } catch {
    // The page itself says that the hub is silent.
  }
}

const size = () => ({ width: Math.max(200, byId("chart").clientWidth), height: Math.max(220, Math.round(byId("chart").clientWidth * 0.4)) });

function draw(data, from, to) {
  const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const last = data.times.at(-1);
  say(byId("chart-note"), last == null ? word("no_history") : `${word("newest")} ${clockTime(last)} · ${word("age")} ${age(to - last)}`);
  const pixels = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.9;
  const axis = { font: `${pixels}px sans-serif`, stroke: token("--dim"), grid: { stroke: token("--line"), width: 1 }, ticks: { stroke: token("--line") } };
  const value = (u, v) => (v == null ? "–" : `${number(v)} ${data.unit === "flag" ? "" : data.unit}`);
  const line = { stroke: token("--chart"), value, spanGaps: true };
  const options = {
    ...size(),
    scales: { x: { time: false, range: [from, to] } },
    axes: [{ ...axis, values: (u, ticks) => ticks.map(clockTime), space: 8 * pixels, incrs: [10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 21600].map(s => s * 1000) }, { ...axis, size: 4.5 * pixels }],
    series: [{ label: word("time"), value: (u, v) => (v == null ? "–" : clockTime(v)) },
      { ...line, label: word("highest"), width: 0, points: { show: false } }, { ...line, label: `${word(data.quantity)} (${word("mean")})`, width: 2 }, { ...line, label: word("lowest"), width: 0, points: { show: false } }],
    bands: [{ series: [1, 3], fill: token("--band") }],
    cursor: { drag: { x: false, y: false } },
  };
  plot?.destroy();
  plot = new uPlot(options, [data.times, data.max, data.mean, data.min], byId("chart"));
}
