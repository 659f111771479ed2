import { el } from "./dom.js";
import { lookUp, sentenceOf } from "./signin.js";
import { hubNow, state } from "./store.js";
import { age, clockTime, dayTime, number, saidOf, word } from "./words.js";

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

/** The limits that clauses set to a quantity or to a level of it over a window, where they speak in its unit: temperature > 57 °C, avg(smoke, 5 min) > 4 %/m; what is reckoned of several has no line. */
export function limitsOf(clauses, quantity, unit) {
  const found = new Map(), level = new RegExp(String.raw`(?<!\w|[-+*/] )(?:(avg|min|max|last)\((\w+), ([^)]*)\)|(\w+))\s*${SIGN}\s*${NUMBER}\s*([^\s),]*)`, "g");
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
  const all = evidence.flatMap(({ clause, since = null }) => [...clause.matchAll(rise)].filter(([, of]) => of === quantity)
    .map(([text, , count, unit, , value, per]) => ({ since, windowMs: count * UNIT_MS[unit], perMs: value / UNIT_MS[per], text: text.replace(/^rise\(\w+, /, "").replace(")", "") })));
  return [...new Map(all.map(each => [`${each.text} ${each.since}`, each])).values()]; // two rules may ask for the same
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
  const isFlag = data.unit === "flag", axis = { font: `${pixels}px ${token("--font")}`, stroke: token("--dim"), grid: { stroke: token("--line"), width: 1 }, ticks: { stroke: token("--line") } };
  const value = (u, v) => (v == null ? "–" : isFlag && Number.isInteger(v) ? saidOf(data.quantity, v) : `${number(v)} ${isFlag ? "" : data.unit}`);
  const guides = slopes.flatMap(each => guideOf(each, data));
  const line = { stroke: token("--chart"), value, spanGaps: true };
  const reach = (u, low, high) => {
    if (isFlag) return [-0.2, 1.2];
    const all = [low, high, ...limits.map(each => each.value), ...guides.flatMap(each => [each.low, each.high]), zero ? 0 : null].filter(v => v != null && Number.isFinite(v)), min = Math.min(...all), max = Math.max(...all);
    const room = (max - min || Math.abs(max) || 1) * 0.1;
    return all.length ? [zero ? 0 : min - room, max + room] : [0, 1];
  };
  return new globalThis.uPlot({
    ...size,
    scales: { x: { time: false, range: [from, to] }, y: { range: reach } },
    axes: [{ ...axis, values: (u, ticks) => ticks.map(clockTime), space: 8 * pixels, incrs: STEPS_MS }, { ...axis, size: 4.5 * pixels, ...(isFlag ? { splits: [0, 1], values: (u, ticks) => ticks.map(v => saidOf(data.quantity, v)) } : {}) }],
    padding: [null, 2.6 * pixels, null, null], // half of a time, which stands under its own line
    series: [{ label: word("time"), value: (u, v) => (v == null ? "–" : clockTime(v)) }, { ...line, label: `${word(data.quantity)} (${word("mean")})`, width: 2 },
      ...(data.max ? [{ ...line, label: word("highest"), width: 0, points: { show: false } }, { ...line, label: word("lowest"), width: 0, points: { show: false } }] : [])],
    bands: data.max ? [{ series: [2, 3], fill: token("--band") }] : [],
    cursor: { drag: { x: false, y: false } },
    hooks: { draw: [u => {
      const pen = { u, pixels, taken: [] };
      for (const each of limits) drawLimit(pen, each);
      for (const each of guides) drawSlope(pen, each);
      for (const each of silences) drawSilence(pen, each);
    }] },
  }, [data.times, data.mean, ...(data.max ? [data.max, data.min] : [])], node);
}

/** Where a slope lies on a curve: it ends at the last reading before its moment, and goes back by its window. */
function guideOf({ since, windowMs, perMs, text }, { times, mean }) {
  const at = times.findLastIndex((time, i) => mean[i] != null && time <= (since ?? Infinity));
  return at < 0 ? [] : [{ from: times[at] - windowMs, to: times[at], low: mean[at] - perMs * windowMs, high: mean[at], text }];
}

/** Draws a line through points of the chart's own values in the colour of alarms; its text stands behind its first point, or before it, where no other text stands. */
function mark({ u, pixels, taken }, [first, ...more], text, isBefore = false) {
  const { ctx, bbox } = u, ratio = devicePixelRatio || 1, spot = ([at, value]) => [u.valToPos(at, "x", true), value == null ? bbox.top : value === Infinity ? bbox.top + bbox.height : Math.round(u.valToPos(value, "y", true))];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = ctx.fillStyle = token("--alarm");
  ctx.lineWidth = 2 * ratio;
  ctx.setLineDash([8 * ratio, 5 * ratio]);
  ctx.beginPath();
  ctx.moveTo(...spot(first));
  for (const each of more) ctx.lineTo(...spot(each));
  ctx.stroke();
  ctx.font = `600 ${pixels * ratio}px ${token("--font")}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  const [left, top] = spot(first), place = placeOf({ left: Math.max(bbox.left, left), top, wide: ctx.measureText(text).width, high: 1.3 * pixels * ratio, gap: 6 * ratio }, isBefore, bbox, taken);
  taken.push(place);
  ctx.fillText(text, place.x, (place.y + place.bottom) / 2);
  ctx.restore();
}

/** Where a text has room beside a point: above it or below, behind it or before, further off where others stand there already. */
function placeOf({ left, top, wide, high, gap }, isBefore, bbox, taken) {
  const behind = [0, 1, 2, 3].map(i => left + gap + i * (wide + 2 * gap)), before = left - gap - wide;
  const rows = [0, 1, 2].flatMap(i => [top - gap / 3 - (i + 1) * high, top + gap / 2 + i * high]);
  const spots = (isBefore ? [before, ...behind] : [...behind, before]).flatMap(x => rows.map(y => ({ x, y, right: x + wide, bottom: y + high })));
  const isInside = each => each.x >= bbox.left && each.right <= bbox.left + bbox.width && each.y >= bbox.top && each.bottom <= bbox.top + bbox.height;
  const isFree = each => taken.every(other => each.x > other.right || other.x > each.right || each.y >= other.bottom || other.y >= each.bottom);
  return spots.find(each => isInside(each) && isFree(each)) ?? spots.find(isInside) ?? spots[0];
}

const drawLimit = (pen, limit) => mark(pen, [[pen.u.scales.x.min, limit.value], [pen.u.scales.x.max, limit.value]], limit.text);
const drawSlope = (pen, { from, to, low, high, text }) => mark(pen, [[from, low], [to, high]], text, true);
const drawSilence = (pen, { at, text }) => mark(pen, [[at, null], [at, Infinity]], text);

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
