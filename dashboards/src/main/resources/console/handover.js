import { byId, el, say } from "./dom.js";
import { openIncidents, rowOf } from "./incidents.js";
import { rows as kpiRows } from "./kpi.js";
import { areaName, deviceName } from "./names.js";
import { asked } from "./records.js";
import { lookUp } from "./signin.js";
import { hubNow, state } from "./store.js";
import { age, dayTime, pick, word } from "./words.js";

const HOUR_MS = 3_600_000, LINES_MAX = 200;
let hours = 8;

const table = (heads, rows, none = "none_listed") => (rows.length ? el("table", { class: "values" }, el("thead", {}, el("tr", {}, ...heads.map(key => el("th", { scope: "col" }, word(key))))),
  el("tbody", {}, ...rows.map(cells => el("tr", {}, ...cells.map(cell => el("td", {}, cell)))))) : el("p", { class: "quiet" }, word(none)));
const part = (title, count, ...children) => el("section", {}, el("h3", {}, `${word(title)} (${count})`), ...children);

/** What the next shift must know, on paper too: as it is at one moment, which stands on it. */
export function handoverPage() {
  const body = el("div", { class: "handover-body" }), made = el("p", { class: "number" });
  const note = el("textarea", { rows: "5", maxlength: "4000", "aria-label": word("notes"), placeholder: word("notes_kept"), oninput: event => { localStorage.setItem("beacon.handover", event.target.value); say(printed, event.target.value); } });
  const printed = el("p", { class: "printed" });
  note.value = localStorage.getItem("beacon.handover") ?? "";
  say(printed, note.value);
  const since = el("select", { "aria-label": word("happened_since"), onchange: event => { hours = Number(event.target.value); fill(); } }, ...[1, 4, 8, 12, 24].map(each => el("option", { value: String(each), selected: each === hours }, `${each} ${word("hours_long")}`)));
  const node = el("div", { class: "page handover" }, el("section", {}, el("h2", {}, `${word("handover_title")} · ${pick(state.site.name)}`), made,
    el("div", { class: "actions no-print" }, el("label", {}, el("span", {}, word("happened_since")), since), el("button", { type: "button", onclick: () => fill() }, word("as_of_now")), el("button", { type: "button", onclick: () => print() }, word("print")))),
  body, el("section", {}, el("h3", {}, word("notes")), note, printed, el("p", { class: "signed" }, `${word("handed_over")} ____________  ${word("taken_over")} ____________`)));
  let turn = 0, at = 0;
  const tell = () => at && say(made, `${word("as_of")} ${dayTime(at)} ${state.site.zone} · ${word("by")} ${byId("by").value.trim() || "–"}`);
  const fill = async () => {
    const mine = ++turn, now = hubNow(), from = now - hours * HOUR_MS;
    at = now;
    tell();
    const [past, over, figures] = await Promise.all([happened(from, now), closed(from), kpi()]);
    if (mine === turn) body.replaceChildren(...open(now), ...aside(), ...past, over, figures);
  };
  fill();
  return { node, changed: ({ whole }) => whole && fill(), tick: tell, keys: { y: () => print() } };
}

function open(now) {
  const incidents = openIncidents().map(rowOf), alarms = state.alarms.filter(alarm => alarm.list === "active").sort((a, b) => b.raised_at - a.raised_at);
  incidents.forEach(each => each.tick(now));
  return [part("incidents_open", incidents.length, ...(incidents.length ? incidents.map(each => each.node) : [el("p", { class: "quiet" }, word("no_incident"))])),
    part("list_active", alarms.length, table(["kind", "message", "area", "state", "raised", "age"],
      alarms.slice(0, LINES_MAX).map(alarm => [word(alarm.kind), pick(alarm.message), areaName(alarm.area), word(alarm.state) + (alarm.by ? ` · ${alarm.by}` : ""), dayTime(alarm.raised_at), age(now - alarm.raised_at)])))];
}

/** What does not call although it might: shelved, suppressed, out of service, under maintenance, blind. */
function aside() {
  const shelved = state.alarms.filter(alarm => alarm.list === "shelved"), { devices_out: out, maintenances } = state.silenced;
  const blind = state.coverage.filter(each => each.working < each.all);
  return [part("list_shelved", shelved.length, table(["message", "until", "by", "reason"], shelved.map(alarm => [pick(alarm.message), alarm.until ? dayTime(alarm.until) : "–", alarm.by, alarm.reason ?? ""]))),
    part("list_out_of_service", out.length, table(["device", "since", "by", "reason"], out.map(each => [`${deviceName(each.device)} · ${each.device}`, dayTime(each.since), each.by, each.reason]))),
    part("list_maintenance", maintenances.length, table(["area", "since", "until", "by", "reason"], maintenances.map(each => [areaName(each.area), dayTime(each.from), dayTime(each.until), each.by, each.reason]))),
    part("blind_spots", blind.length, table(["area", "coverage", "duty_blind", "duty_silent", "duty_out_of_service"], blind.map(each => [areaName(each.area), `${each.percent} % (${each.working}/${each.all})`, String(each.blind), String(each.silent), String(each.out_of_service)])))];
}

/** The time lines of the incidents, and what was raised. */
async function happened(from, now) {
  const recent = state.incidents.incidents.filter(each => Math.max(each.opened_at, each.last_sign_at, each.since) >= from || each.open).slice(-60);
  const wholes = await Promise.all(recent.map(each => lookUp(`/api/v1/incidents/${encodeURIComponent(each.id)}`).then(answer => (answer.ok ? answer.json() : null)).catch(() => null)));
  const lines = wholes.filter(Boolean).flatMap(whole => whole.time_line.filter(line => line.at >= from && line.at <= now).map(line => ({ ...line, whole })))
    .concat(state.alarms.filter(alarm => alarm.raised_at >= from).map(alarm => ({ at: alarm.raised_at, what: null, alarm }))).sort((a, b) => b.at - a.at);
  return [part("happened", lines.length, el("p", { class: "note" }, `${dayTime(from)} – ${dayTime(now)} · ${word("happened_note")}`),
    table(["time", "what", "by", "note"], lines.slice(0, LINES_MAX).map(line => (line.alarm ? [dayTime(line.at), `${word("raised")}: ${pick(line.alarm.message)}`, "", word(line.alarm.state)]
      : [dayTime(line.at), `${pick(line.whole.name)} · ${areaName(line.whole.area)}: ${word(`line_${line.what}`)}`, line.by === "design" ? word("by_design") : line.by, line.note]))))];
}

/** The alarms that were closed, as the records have them; where those cannot be asked, that stands there. */
async function closed(from) {
  const said = await asked(`alarms?state=closed&from=${Math.floor(from)}&limit=${LINES_MAX}`), all = said.alarms ?? [];
  return part("closed_in_time", all.length, said.refusal ? el("p", { class: "answer" }, said.refusal) : table(["raised", "kind", "message", "closed_how"],
    all.map(row => [dayTime(row.raised_at), word(row.kind), pick(row.message), [row.closed_at && dayTime(row.closed_at), row.closed_by, row.disposition && word(row.disposition), row.note].filter(Boolean).join(" · ")])));
}

async function kpi() {
  try {
    const answer = await lookUp("/api/v1/kpi");
    if (!answer.ok) throw new Error(String(answer.status));
    const figures = await answer.json();
    return el("section", {}, el("h3", {}, word("kpi_title")), el("p", {}, pick(figures.verdict)), kpiRows(figures));
  } catch {
    return el("section", {}, el("h3", {}, word("kpi_title")), el("p", { class: "answer" }, word("no_answer")));
  }
}
