// What happened in a drill: who was told over what and whether it arrived, and what people did; to be printed, and as a sheet.
import { el } from "./dom.js";
import { foundGone } from "./names.js";
import { lookUp } from "./signin.js";
import { age, dayTime, pick, word } from "./words.js";

const REASONS = ["began", "escalated", "graver", "answered", "ended", "rekindled", "assigned"];
export const delay = ms => (ms == null ? "–" : `${ms < 0 ? "−" : "+"}${age(Math.abs(ms))}`);

function row(step) {
  const isNotice = step.what === "told" || step.what === "spared";
  const said = step.outcome === "failed" ? step.note : !isNotice ? [foundGone(step.what, step.about), step.note].filter(Boolean).join(" · ") : REASONS.includes(step.note) ? word(`call_${step.note}`) : "";
  const became = !step.outcome ? "" : `${word(`notice_${step.outcome === "pending" ? "ordered" : step.outcome}`)}${step.outcome_at ? ` · ${delay(step.outcome_at - step.at)}` : ""}`;
  return el("tr", { class: step.outcome === "failed" ? "is-failed" : "" }, ...[dayTime(step.at), delay(step.after_ignition_ms), word(isNotice ? `course_${step.what}` : `line_${step.what}`),
    step.name ? pick(step.name) : step.by === "design" ? word("by_design") : step.by || step.channel, isNotice ? step.channel : "", became, said].map(cell => el("td", {}, cell)));
}

/** The course of a drill that is over. */
export function courseOf(drill) {
  const path = `/api/v1/drills/${encodeURIComponent(drill.id)}/course`, body = el("div", { class: "wide-table", tabindex: "0", role: "region", "aria-label": word("drill_course") }, el("p", { class: "quiet" }, word("asking")));
  const show = said => body.replaceChildren(el("table", { class: "values" }, el("thead", {}, el("tr", {}, ...["time", "after_ignition", "what", "who", "channel", "outcome", "note"].map(key => el("th", { scope: "col" }, word(key))))), el("tbody", {}, ...said.steps.map(row))),
    ...(said.cut ? [el("p", { class: "warn" }, word("course_cut"))] : []));
  lookUp(path).then(got => (got.ok ? got.json().then(show) : body.replaceChildren(el("p", { class: "answer" }, word("no_answer"))))).catch(() => body.replaceChildren(el("p", { class: "answer" }, word("no_answer"))));
  return el("section", { class: "drill-course" }, el("h4", {}, word("drill_course")), body, el("p", { class: "no-print" }, el("a", { href: `${path}.csv`, download: `drill-${drill.id}.csv` }, word("as_sheet"))));
}
