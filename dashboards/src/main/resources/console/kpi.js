import { byId, el, say } from "./dom.js";
import { lookUp } from "./signin.js";
import { hubNow } from "./store.js";
import { age, dayTime, number, pick, word } from "./words.js";

let figures = null;
const percent = share => `${number(share * 100)} %`;
const orNone = ms => (ms == null ? "–" : age(ms));

/** What the standard counts, and what it recommends where it does. */
const ROWS = [
  ["kpi_calls", p => p.calls], ["per_10_min", p => rate(p.per_10_min), "≤ 1"], ["per_hour", p => rate(p.per_hour), "≤ 6"], ["per_day", p => rate(p.per_day), "≤ 144"],
  ["flooded_time_share", p => percent(p.flooded_time_share), "< 1 %"], ["crowded_share", p => percent(p.crowded_share), "< 1 %"], ["busy_share", p => percent(p.busy_share), "< 1 %"],
  ["worst_share", p => percent(p.worst_share), "< 5 %"], ["kpi_stale", p => p.stale, "< 5"], ["chattering", p => p.chattering, "0"], ["fleeting", p => p.fleeting, "0"],
  ["kpi_priorities", p => priorities(p.priorities), "80 / 15 / 5 / < 1 %"], ["acknowledged_after_median", p => orNone(p.acknowledged_after_median)],
  ["acknowledged_after_p95", p => orNone(p.acknowledged_after_p95)], ["waiting", p => p.waiting], ["kpi_shelved", p => p.shelved], ["kpi_suppressed", p => p.suppressed],
  ["kpi_dispositions", p => counts(p.dispositions)], ["kpi_kinds", p => counts(p.kinds)],
];

const rate = each => `${word("mean")} ${number(each.average)} · ${word("highest")} ${number(each.peak)}`;
const counts = each => Object.entries(each).map(([key, count]) => `${word(key)} ${count}`).join(" · ") || "–";

function priorities(each) {
  const all = Object.values(each).reduce((sum, count) => sum + count, 0);
  return all ? ["low", "medium", "high", "highest"].map(key => `${word(`priority_${key}`)} ${Math.round((100 * (each[key] ?? 0)) / all)} %`).join(" · ") : "–";
}

/** The figures as a table, a column for each position. */
export function rows(figures) {
  const head = el("tr", {}, el("th", { scope: "col" }, word("figure")), ...figures.positions.map(p => el("th", { scope: "col" }, word(p.position))), el("th", { scope: "col" }, word("recommended")));
  return el("table", { class: "values" }, el("thead", {}, head), el("tbody", {}, ...ROWS.map(([key, show, wanted]) => el("tr", {}, el("th", { scope: "row" }, word(key)), ...figures.positions.map(p => el("td", {}, String(show(p)))), el("td", { class: "quiet" }, wanted ?? "")))));
}

export async function loadKpi() {
  say(byId("kpi-note"), word("connecting"));
  try {
    const answer = await lookUp("/api/v1/kpi");
    if (!answer.ok) throw new Error(String(answer.status));
    figures = await answer.json();
    rebuildKpi();
  } catch {
    say(byId("kpi-note"), word("no_answer"));
  }
}

export function rebuildKpi() {
  if (!figures) return;
  say(byId("kpi-verdict"), (figures.enough_days ? "" : "■ ") + pick(figures.verdict));
  const worst = figures.positions.map(p => el("section", {}, el("h3", {}, `${word("worst")} · ${word(p.position)}`),
    p.worst.length ? el("ol", {}, ...p.worst.map(w => el("li", {}, `${w.rule} · ${w.subject}: ${w.calls} (${percent(w.share)})`))) : el("p", { class: "quiet" }, "–")));
  byId("kpi-figures").replaceChildren(rows(figures), el("div", { class: "worst" }, ...worst));
  tickKpi();
}

export function tickKpi() {
  if (figures) say(byId("kpi-note"), `${dayTime(figures.from)} – ${dayTime(figures.until)} · ${number(figures.days)} ${word("days")} · ${word("age")} ${age(hubNow() - figures.until)}`);
}
