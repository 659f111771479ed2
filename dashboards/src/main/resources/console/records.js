import { gone } from "./pages.js";
import { refusalOf } from "./acts.js";
import { el, say } from "./dom.js";
import { areaName, deviceLink, deviceName, foundGone } from "./names.js";
import { lookUp } from "./signin.js";
import { hubNow, state } from "./store.js";
import { dayTime, pick, word } from "./words.js";

const DAY_MS = 86_400_000, PAGE = 100;
const KINDS = ["alarm", "supervisory", "trouble"], SEVERITIES = ["extreme", "critical", "severe", "moderate", "minor"], DISPOSITIONS = ["real", "false", "test", "fault", "consequence", "nuisance"];
const STATES = ["reported", "verified", "responding", "contained", "accepted", "closed", "look_back_due", "looked_back", "merged"], DELIVERIES = ["ordered", "delivered", "failed", "withdrawn"];
const at = ms => (ms == null ? "" : dayTime(ms));
const link = (hash, text) => el("a", { href: hash }, text);
const incidentLink = id => (id ? link(`#/records/incident/${encodeURIComponent(id)}`, id) : "");
const end = row => [row.closed_by, row.disposition && word(row.disposition), row.note].filter(Boolean).join(" · ");
const typeName = id => pick(state.incidents.types.find(each => each.type === id)?.name) || id;
const stateWord = what => word(STATES.includes(what) ? `state_${what}` : what);

/** For each table what may be asked for, and the columns that are shown. */
const TABLES = {
  alarms: {
    filters: () => [["area", areas()], ["kind", KINDS], ["severity", SEVERITIES], ["disposition", DISPOSITIONS], ["device"]],
    columns: [["raised", row => at(row.raised_at)], ["kind", row => word(row.kind)], ["severity", row => word(row.severity)], ["message", row => pick(row.message)], ["device", row => link(deviceLink(row.device), deviceName(row.device))], ["area", row => areaName(row.area)],
      ["acknowledged", row => [at(row.acknowledged_at), row.acknowledged_by].filter(Boolean).join(" · ")], ["state", row => word(row.state)], ["closed_how", row => [at(row.closed_at), end(row)].filter(Boolean).join(" · ")], ["incident", row => incidentLink(row.incident)]],
  },
  incidents: {
    filters: () => [["area", areas()], ["type", state.incidents.types.map(each => [each.type, pick(each.name)])], ["severity", SEVERITIES], ["state", STATES.map(each => [each, word(`state_${each}`)])], ["disposition", DISPOSITIONS]],
    columns: [["opened", row => at(row.opened_at)], ["incident", row => incidentLink(row.id)], ["type", row => typeName(row.type)], ["severity", row => word(row.severity)], ["area", row => areaName(row.area)], ["unit", row => row.unit ?? ""],
      ["acknowledged", row => at(row.acknowledged_at)], ["responding", row => at(row.responding_at)], ["accepted", row => at(row.accepted_at)], ["state", row => stateWord(row.state)], ["closed_how", row => [at(row.closed_at), end(row)].filter(Boolean).join(" · ")]],
  },
  notices: {
    filters: () => [["state", DELIVERIES.map(each => [each, word(`notice_${each}`)])], ["channel"], ["recipient"], ["about"]],
    columns: [["time", row => at(row.ordered_at)], ["about", row => (row.about.startsWith("I") ? incidentLink(row.about) : row.about)], ["channel", row => row.channel], ["recipient", row => row.recipient ?? ""], ["state", row => word(`notice_${row.state}`)], ["attempts", row => String(row.attempts)], ["ended", row => at(row.ended_at)], ["answer_of_receiver", row => row.said ?? ""]],
  },
};
const areas = () => state.site.areas.map(area => [area.path, `${pick(area.name)} · ${area.path}`]);

const table = (columns, rows) => el("table", { class: "values" }, el("thead", {}, el("tr", {}, ...columns.map(([key]) => el("th", { scope: "col" }, word(key))))), el("tbody", {}, ...rows.map(row => rowOf(columns, row))));
const rowOf = (columns, row) => el("tr", {}, ...columns.map(([, show]) => el("td", {}, show(row))));

/** Asks the hub; what it refuses is a sentence. */
export async function asked(path) {
  try {
    const answer = await lookUp(`/api/v1/records/${path}`), said = await answer.json();
    return answer.ok ? said : { refusal: refusalOf(said), missing: answer.status === 404 };
  } catch {
    return { refusal: word("no_answer") };
  }
}

/** What is over: alarms, incidents, who was told; the question stands in the address. */
export function recordsPage([name = "alarms", what = ""]) {
  if (name === "incident") return incidentPage(what);
  if (!Object.hasOwn(TABLES, name)) return { node: gone(word("no_page"), location.hash) };
  const own = TABLES[name] ?? TABLES.alarms, shownName = TABLES[name] ? name : "alarms";
  const asking = new URLSearchParams(what), days = Number(asking.get("days") ?? 7), body = el("div", { class: "wide-table", tabindex: "0", role: "region", "aria-label": word("records") }), note = el("p", { class: "answer", role: "status" });
  const more = el("button", { type: "button", hidden: true, onclick: () => next() }, word("more_rows"));
  const go = form => { location.hash = `#/records/${shownName}/${encodeURIComponent(new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim())).toString())}`; };
  const form = el("form", { class: "pick", onsubmit: event => { event.preventDefault(); go(form); }, onchange: () => go(form) },
    field("span", select("days", [1, 7, 30, 365, 0].map(each => [String(each), each ? `${each} ${word("days_back")}` : word("all_times")]), String(days), false)),
    ...own.filters().map(([key, options]) => field(key, options ? select(key, options, asking.get(key) ?? "", true) : el("input", { name: key, value: asking.get(key) ?? "", maxlength: "100", autocomplete: "off" }))),
    el("button", {}, word("look_up")));
  const query = new URLSearchParams([...asking].filter(([key]) => key !== "days"));
  if (days > 0) query.set("from", String(Math.floor(hubNow() - days * DAY_MS)));
  const sheet = link(`/api/v1/records/${shownName}.csv?${query}`, word("as_sheet"));
  sheet.setAttribute("download", `${shownName}.csv`);
  let rows = null, below = "", count = 0;
  const next = async () => {
    more.disabled = true;
    const said = await asked(`${shownName}?${query}&limit=${PAGE}${below ? `&below=${encodeURIComponent(below)}` : ""}`);
    more.disabled = false;
    if (said.refusal) return say(note, said.refusal);
    const all = said[shownName];
    count += all.length;
    if (rows) rows.append(...all.map(row => rowOf(own.columns, row)));
    else body.replaceChildren(table(own.columns, all));
    rows = body.querySelector("tbody");
    below = said.below ?? "";
    more.hidden = !below;
    say(note, count ? `${word("total")} ${count}${below ? "+" : ""}` : word("none_listed"));
  };
  next();
  return { node: el("div", { class: "page records" }, el("section", {}, el("h2", {}, word("records")),
    el("p", { class: "tabs" }, ...Object.keys(TABLES).map(each => el("a", { class: "button", href: `#/records/${each}`, "aria-current": each === shownName ? "page" : null }, word(`records_${each}`)))), form, note, body, el("div", { class: "actions" }, more, sheet))) };
}

const field = (label, input) => el("label", {}, el("span", {}, word(label)), input);
const select = (name, options, value, any) => el("select", { name }, any && el("option", { value: "" }, word("any")), ...options.map(each => (Array.isArray(each) ? each : [each, word(each)])).map(([id, text]) => el("option", { value: id, selected: id === value }, text)));

const aboutOf = line => foundGone(line.what, line.ref) || (line.note ? "" : line.ref);
const sensors = (key, ids) => (ids?.length ? `${word(key)} ${ids.map(deviceName).join(", ")}` : "");

/** One incident that may be over, as the records have it. */
function incidentPage(id) {
  const body = el("div", {}, el("p", { class: "quiet" }, word("asking")));
  const part = (title, name, rows) => el("section", {}, el("h3", {}, `${word(title)} (${rows.length})`), el("div", { class: "wide-table", tabindex: "0", role: "region", "aria-label": word(title) }, table(TABLES[name].columns, rows)));
  asked(`incidents/${encodeURIComponent(id)}`).then(whole => {
    if (whole.missing) return body.replaceChildren(gone(word("record_gone"), id));
    if (whole.refusal) return body.replaceChildren(el("p", { class: "answer" }, whole.refusal));
    const lines = [["time", line => at(line.at)], ["what", line => word(`line_${line.what}`)], ["by", line => (line.by === "design" ? word("by_design") : line.by ?? "")], ["note", line => [aboutOf(line), line.note, sensors("sensors_agree", line.agree), sensors("sensors_disagree", line.disagree)].filter(Boolean).join(" · ")]];
    const open = state.incidents.incidents.some(each => each.id === id);
    body.replaceChildren(el("p", {}, `${typeName(whole.type)} · ${areaName(whole.area)} · ${word(whole.severity)} · ${stateWord(whole.state)} · ${at(whole.opened_at)}${whole.closed_at ? ` – ${at(whole.closed_at)}` : ""}`), el("p", { class: "quiet" }, end(whole)),
      open ? el("p", {}, link(`#/incidents/${encodeURIComponent(id)}`, word("open_page"))) : "",
      el("section", {}, el("h3", {}, word("time_line")), el("div", { class: "wide-table", tabindex: "0", role: "region", "aria-label": word("time_line") }, table(lines, whole.time_line))), part("records_alarms", "alarms", whole.alarms), part("records_notices", "notices", whole.notices));
  });
  return { node: el("div", { class: "page records" }, el("section", {}, el("h2", {}, `${word("incident")} ${id}`), el("p", {}, link("#/records/incidents", word("to_records"))), body)) };
}
