import { el } from "./dom.js";
import { lookUp, sentenceOf } from "./signin.js";
import { hubNow, state } from "./store.js";
import { age, clockTime, dayTime, number, word } from "./words.js";

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

const NUMBER = String.raw`(-?\d+(?:\.\d+)?)`, SIGN = "(>=|<=|>|<)", FIGURES = { avg: "mean", min: "lowest", max: "highest", last: "last" }, UNIT_MS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** The limits that clauses set to a quantity or to a level of it over a window, where they speak in its unit: temperature > 57 °C, avg(smoke, 5 min) > 4 %/m. */
export function limitsOf(clauses, quantity, unit) {
  const found = new Map(), level = new RegExp(String.raw`(?<!\w)(?:(avg|min|max|last)\((\w+), ([^)]*)\)|(\w+))\s*${SIGN}\s*${NUMBER}\s*([^\s),]*)`, "g");
  for (const clause of clauses) {
    for (const [, figure, of, span, plain, sign, value, said] of clause.matchAll(level)) {
      const own = ["and", "or", "for"].includes(said) ? "" : said;
      if ((of ?? plain) === quantity && (own === unit || unit === "flag")) found.set(`${value} ${figure ?? ""}`, { value: Number(value), text: `${figure ? `${word(FIGURES[figure])} ${span} ` : ""}${sign} ${value} ${own}`.trim() });
    }
  }
  return [...found.values()];
}

/** How fast a quantity must rise or fall by a clause: rise(temperature, 3 min) > 8.3 °C/min. `since` is when that was so, null for now. */
export function slopesOf(evidence, quantity) {
  const rise = new RegExp(String.raw`\brise\((\w+), (\d+) (ms|s|min|h|d)\)\s*${SIGN}\s*${NUMBER}\s*\S*/(s|min|h|d)`, "g");
  return evidence.flatMap(({ clause, since = null }) => [...clause.matchAll(rise)].filter(([, of]) => of === quantity)
    .map(([text, , count, unit, , value, per]) => ({ since, windowMs: count * UNIT_MS[unit], perMs: value / UNIT_MS[per], text: text.replace(/^rise\(\w+, /, "").replace(")", "") })));
}

/** From when to when a device must have been silent by a clause that held from a moment on, as a span; the hub tells it at its end. */
export const silencesOf = evidence => evidence.flatMap(({ clause, since }) => {
  const [, length, unit] = clause.match(/\bsilent for (\d+) (\w+)/) ?? [];
  return since && length ? [{ at: since, text: `${word("silent_for")} ${length} ${unit === "intervals" ? word("intervals") : unit}` }] : [];
});

/** Why a clause has no line of its own on a curve, as a key of words; empty where it has one. */
export function whyUndrawn(clause, quantity, unit) {
  if (/^\(?\d+ of .* have /.test(clause)) return "undrawn_devices";
  if (limitsOf([clause], quantity, unit).length || slopesOf([{ clause }], quantity).length || /\bsilent for \d/.test(clause)) return "";
  if (/\b(sum|count)\(/.test(clause)) return "undrawn_count";
  if (/\b(stuck|changed|broken|jumped)\(/.test(clause)) return "undrawn_own";
  if (/!?= *['"]/.test(clause)) return "undrawn_text";
  return /[<>=]/.test(clause) ? "undrawn_reckoned" : "undrawn_flag";
}

/** Draws the columns of /api/v1/chart with the limits of clauses as lines of their own. */
export function plotOf(node, data, { from, to, size, limits = [], slopes = [], silences = [], zero = false }) {
  const pixels = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.9;
  const axis = { font: `${pixels}px sans-serif`, stroke: token("--dim"), grid: { stroke: token("--line"), width: 1 }, ticks: { stroke: token("--line") } };
  const value = (u, v) => (v == null ? "–" : `${number(v)} ${data.unit === "flag" ? "" : data.unit}`);
  const guides = slopes.flatMap(each => guideOf(each, data));
  const line = { stroke: token("--chart"), value, spanGaps: true };
  const reach = (u, low, high) => {
    const all = [low, high, ...limits.map(each => each.value), ...guides.flatMap(each => [each.low, each.high]), zero ? 0 : null].filter(v => v != null && Number.isFinite(v)), min = Math.min(...all), max = Math.max(...all);
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
    hooks: { draw: [u => limits.forEach(each => drawLimit(u, each, pixels)), u => guides.forEach(each => drawSlope(u, each, pixels)), u => silences.forEach(each => drawSilence(u, each, pixels))] },
  }, [data.times, data.mean, ...(data.max ? [data.max, data.min] : [])], node);
}

/** Where a slope lies on a curve: it ends at the last reading before its moment, and goes back by its window. */
function guideOf({ since, windowMs, perMs, text }, { times, mean }) {
  const at = times.findLastIndex((time, i) => mean[i] != null && time <= (since ?? Infinity));
  return at < 0 ? [] : [{ from: times[at] - windowMs, to: times[at], low: mean[at] - perMs * windowMs, high: mean[at], text }];
}

/** Draws a line through points of the chart's own values in the colour of alarms; its text stands behind its first point, or before it where it has room there. */
function mark(u, [[x, y], ...more], text, pixels, isBefore = false) {
  const { ctx, bbox } = u, ratio = devicePixelRatio || 1, spot = ([at, value]) => [u.valToPos(at, "x", true), value == null ? bbox.top : value === Infinity ? bbox.top + bbox.height : Math.round(u.valToPos(value, "y", true))];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = ctx.fillStyle = token("--alarm");
  ctx.lineWidth = 2 * ratio;
  ctx.setLineDash([8 * ratio, 5 * ratio]);
  ctx.beginPath();
  ctx.moveTo(...spot([x, y]));
  for (const each of more) ctx.lineTo(...spot(each));
  ctx.stroke();
  const [left, top] = spot([x, y]);
  ctx.font = `600 ${pixels * ratio}px sans-serif`;
  const long = ctx.measureText(text).width + 6 * ratio, isRight = isBefore ? left - long > bbox.left : left + long > bbox.left + bbox.width;
  ctx.textAlign = isRight ? "right" : "left";
  const isAbove = top - bbox.top > 2 * pixels * ratio;
  ctx.textBaseline = isAbove ? "bottom" : "top";
  ctx.fillText(text, Math.max(bbox.left, left) + (isRight ? -6 : 6) * ratio, top + (isAbove ? -2 : 4) * ratio);
  ctx.restore();
}

const drawLimit = (u, limit, pixels) => mark(u, [[u.scales.x.min, limit.value], [u.scales.x.max, limit.value]], limit.text, pixels);
const drawSlope = (u, { from, to, low, high, text }, pixels) => mark(u, [[from, low], [to, high]], text, pixels, true);
const drawSilence = (u, { at, text }, pixels) => mark(u, [[at, null], [at, Infinity]], text, pixels);

/** The columns of a device's quantity; null where the hub has no answer. */
export async function columns(device, quantity, from, to, points = 400) {
  const query = new URLSearchParams({ device, quantity, from: String(Math.floor(from)), to: String(Math.ceil(to)), points: String(points) });
  try {
    const [answer] = await Promise.all([lookUp(`/api/v1/chart?${query}`), readyToDraw()]);
    const data = await answer.json();
    return answer.ok ? data : { error: sentenceOf(data) };
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
