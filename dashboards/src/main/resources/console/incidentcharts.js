import { el, say } from "./dom.js";
import { lookUp } from "./signin.js";
import { hubNow, link, state } from "./store.js";
import { deviceName } from "./names.js";
import { TEXTS, columns, limitsOf, noteOf, plotOf, silencesOf, slopesOf, whyUndrawn } from "./plot.js";
import { pick, word } from "./words.js";

const CHARTS_MAX = 4, BEFORE_MS = 10 * 60_000, SPAN_MAX_MS = 6 * 3_600_000, AGAIN_MS = 10_000;

/** The leaves of a finding: the comparisons themselves. */
export const leaves = finding => (finding.parts?.length ? finding.parts.flatMap(leaves) : [finding]);
export const whyOf = async device => {
  try {
    const answer = await lookUp(`/api/v1/why?device=${encodeURIComponent(device)}`);
    return answer.ok ? (await answer.json()).rules : [];
  } catch {
    return [];
  }
};

const names = (clause, quantity) => new RegExp(`\\b${quantity}\\b`).test(clause);

/** Of a device the quantities that clauses speak of, two at the most, each with its clauses; those that speak of none, as of silence, stand beside the first. */
export function spoken(device, evidence) {
  const named = device.measures.filter(each => evidence.some(({ clause }) => names(clause, each))), rest = evidence.filter(({ clause }) => !named.some(each => names(clause, each)));
  const quantities = named.length ? named : rest.length ? device.measures.filter(each => !TEXTS.has(each)).slice(0, 1) : [];
  return quantities.slice(0, 2).map((quantity, i) => ({ quantity, own: [...evidence.filter(({ clause }) => names(clause, quantity)), ...(i ? [] : rest)] }));
}

/** What raised an incident: for each device, its quantities with the clauses about them. */
async function raisers(incident) {
  const found = [];
  for (const subject of new Set(incident.signs.filter(sign => sign.origin === "alarm").map(sign => sign.subject))) {
    const device = state.devices.get(subject);
    if (!device || found.length >= CHARTS_MAX) continue;
    const alarms = state.alarms.filter(alarm => alarm.subject === subject && incident.signs.some(sign => sign.id === alarm.id));
    const evidence = alarms.length ? alarms.flatMap(alarm => alarm.explanation) : (await whyOf(subject)).flatMap(rule => leaves(rule.raise));
    const each = [...new Map(evidence.map(one => [one.clause, one])).values()];
    for (const { quantity, own } of spoken(device, each)) found.push({ subject, quantity, evidence: own });
  }
  return found.sort((a, b) => TEXTS.has(a.quantity) - TEXTS.has(b.quantity)).slice(0, CHARTS_MAX);
}

/** The readings that raised an incident, with the limits of the clauses. */
export function chartsOf() {
  const node = el("div", { class: "charts-of" });
  let plots = [], shown = "", drawnAt = -Infinity, incident = null, turn = 0;
  const close = () => { plots.forEach(each => each.destroy()); plots = []; };
  const draw = async () => {
    const mine = ++turn, now = hubNow(), to = incident.open ? now : Math.min(now, incident.last_sign_at + BEFORE_MS), from = Math.max(incident.opened_at - BEFORE_MS, to - SPAN_MAX_MS);
    drawnAt = performance.now();
    const all = await Promise.all((await raisers(incident)).map(async each => ({ ...each, data: TEXTS.has(each.quantity) ? null : await columns(each.subject, each.quantity, from, to) })));
    if (mine !== turn) return;
    close();
    node.replaceChildren(...(all.length ? [] : [el("p", { class: "quiet" }, word("no_readings"))]));
    for (const each of all) plots.push(...one(node, each, from, to));
  };
  const show = newer => {
    incident = newer;
    const now = JSON.stringify([incident.open, incident.signs.map(sign => sign.id)]);
    if (now === shown) return;
    shown = now;
    draw();
  };
  return { node, show, close: () => { turn++; close(); }, tick: () => incident?.open && link() === "live" && performance.now() - drawnAt > AGAIN_MS && draw() };
}

/** What a clause says, and where it has no line on the curve, why. */
function saidOf({ clause, words }, quantity, unit) {
  const why = whyUndrawn(clause, quantity, unit);
  return el("p", {}, words ? el("b", { title: clause }, pick(words)) : el("code", {}, clause), why ? el("span", { class: "quiet undrawn" }, ` · ${word("undrawn")} ${word(why)}`) : "");
}

function one(node, { subject, quantity, evidence, data }, from, to) {
  const place = el("div", { class: "plot" }), note = el("p", { class: "note number" });
  node.append(el("figure", {}, el("figcaption", {}, `${deviceName(subject)} · ${word(quantity)}`), ...evidence.map(each => saidOf(each, quantity, state.site.units?.[quantity] ?? "")), place, note));
  if (TEXTS.has(quantity)) { place.remove(); note.remove(); return []; }
  say(note, noteOf(data));
  if (!data?.times?.length) { place.remove(); return []; }
  const width = Math.max(200, place.clientWidth);
  return [plotOf(place, data, { from, to, size: { width, height: Math.max(160, Math.round(width * 0.32)) }, limits: limitsOf(evidence.map(each => each.clause), quantity, data.unit), slopes: slopesOf(evidence, quantity), silences: silencesOf(evidence) })];
}
