import { el } from "./dom.js";
import { lookUp } from "./signin.js";
import { hubNow, state } from "./store.js";
import { age, clockTime, dayTime, language, number, word } from "./words.js";

let drawer = null;
const come = (tag, attributes) => new Promise((done, failed) => document.head.prepend(el(tag, { ...attributes, onload: done, onerror: failed })));

/** Asks for uPlot and its styles with the first curve: a page does not wait for them before it is live. Rejected where the hub does not answer, and asked for anew the next time. */
export function readyToDraw() {
  drawer ??= Promise.all([come("link", { rel: "stylesheet", href: "/vendor/uPlot.min.css" }), come("script", { src: "/vendor/uPlot.iife.min.js" })]);
  drawer.catch(() => { drawer = null; });
  return drawer;
}

const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const STEPS_MS = [10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 21600].map(s => s * 1000);

/** What has no curve, being a text. */
export const TEXTS = new Set(["event", "plate", "card"]);

/** The limits that clauses set to a quantity, where they speak in its unit: temperature > 57 °C. */
export function limitsOf(clauses, quantity, unit) {
  const found = new Map();
  for (const clause of clauses) {
    for (const [, name, sign, value, said] of clause.matchAll(/(?<![\w(])([a-z_0-9]+)\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*([^\s),]*)/g)) {
      const own = ["and", "or", "for"].includes(said) ? "" : said;
      if (name === quantity && (own === unit || unit === "flag")) found.set(Number(value), `${sign} ${value} ${own}`.trim());
    }
  }
  return [...found].map(([value, text]) => ({ value, text }));
}

/** Draws the columns of /api/v1/chart with the limits of clauses as lines of their own. */
export function plotOf(node, data, { from, to, size, limits = [], zero = false }) {
  const pixels = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.9;
  const axis = { font: `${pixels}px sans-serif`, stroke: token("--dim"), grid: { stroke: token("--line"), width: 1 }, ticks: { stroke: token("--line") } };
  const value = (u, v) => (v == null ? "–" : `${number(v)} ${data.unit === "flag" ? "" : data.unit}`);
  const line = { stroke: token("--chart"), value, spanGaps: true };
  const reach = (u, low, high) => {
    const all = [low, high, ...limits.map(each => each.value), zero ? 0 : null].filter(v => v != null && Number.isFinite(v)), min = Math.min(...all), max = Math.max(...all);
    const room = (max - min || Math.abs(max) || 1) * 0.1;
    return all.length ? [zero ? 0 : min - room, max + room] : [0, 1];
  };
  return new globalThis.uPlot({
    ...size,
    scales: { x: { time: false, range: [from, to] }, y: { range: reach } },
    axes: [{ ...axis, values: (u, ticks) => ticks.map(clockTime), space: 8 * pixels, incrs: STEPS_MS }, { ...axis, size: 4.5 * pixels }],
    series: [{ label: word("time"), value: (u, v) => (v == null ? "–" : clockTime(v)) }, { ...line, label: `${word(data.quantity)} (${word("mean")})`, width: 2 },
      ...(data.max ? [{ ...line, label: word("highest"), width: 0, points: { show: false } }, { ...line, label: word("lowest"), width: 0, points: { show: false } }] : [])],
    bands: data.max ? [{ series: [2, 3], fill: token("--band") }] : [],
    cursor: { drag: { x: false, y: false } },
    hooks: { draw: [u => limits.forEach(each => drawLimit(u, each, pixels))] },
  }, [data.times, data.mean, ...(data.max ? [data.max, data.min] : [])], node);
}

function drawLimit(u, limit, pixels) {
  const { ctx, bbox } = u, y = Math.round(u.valToPos(limit.value, "y", true)), ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = token("--alarm");
  ctx.lineWidth = 2 * ratio;
  ctx.setLineDash([8 * ratio, 5 * ratio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.font = `600 ${pixels * ratio}px sans-serif`;
  ctx.textAlign = "left";
  ctx.textBaseline = y - bbox.top > 2 * pixels * ratio ? "bottom" : "top";
  ctx.fillText(limit.text, bbox.left + 6 * ratio, y - 2 * ratio);
  ctx.restore();
}

/** The columns of a device's quantity; null where the hub has no answer. */
export async function columns(device, quantity, from, to, points = 400) {
  const query = new URLSearchParams({ device, quantity, from: String(Math.floor(from)), to: String(Math.ceil(to)), points: String(points) });
  try {
    const [answer] = await Promise.all([lookUp(`/api/v1/chart?${query}`), readyToDraw()]);
    const data = await answer.json();
    return answer.ok ? data : { error: data.text?.[language] ?? data.error };
  } catch {
    return null;
  }
}

/** The history follows the journal by seconds; what it lacks longer is missing. */
const LAG_MS = 15_000;

/** Since when the history lacks what the hub has, as a sentence; empty where it lacks nothing. */
export function historyLack() {
  const { history_lag: lag = 0, history_stopped: stopped = 0 } = state.hub?.figures ?? {}, lagMs = lag * 1000, since = state.now - lagMs;
  if (lagMs < LAG_MS && !stopped) return "";
  return `■ ${word(stopped ? "history_halted" : "history_waits")}${lagMs < LAG_MS ? "" : ` · ${word("missing_since")} ${dayTime(since)} · ${word("age")} ${age(hubNow() - since)}`}`;
}

/** What stands under a chart: how old its newest reading is, or why there is none. */
export function noteOf(data) {
  const last = data?.times?.at(-1), lack = historyLack();
  const own = !data ? word("history_silent") : data.error ?? (last == null ? (lack ? "" : word("no_history")) : `${word("newest")} ${clockTime(last)} · ${word("age")} ${age(hubNow() - last)}`);
  return [lack, own].filter(Boolean).join(" · ");
}
