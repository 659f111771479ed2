// The parts of an incident's page that show what is, and have no state of their own.
import { el } from "./dom.js";
import { state } from "./store.js";
import { areaName, deviceLink, deviceName, foundGone } from "./names.js";
import { may } from "./signin.js";
import { dayTime, pick, word } from "./words.js";

const quiet = (...texts) => el("span", { class: "quiet number" }, texts.filter(Boolean).join(" · "));
const nothing = key => el("p", { class: "quiet" }, word(key));
const device = id => el("a", { href: deviceLink(id) }, `${deviceName(id)} · ${id}`);

/** The tasks, ticked with who and when. */
export function tasks(incident, tick, right = "handle_incidents") {
  if (!incident.tasks.length) return nothing("no_tasks");
  return el("ol", { class: "checks" }, ...incident.tasks.map((task, i) => el("li", { class: task.by ? "is-done" : "" },
    el("span", {}, `${task.by ? "☑" : "☐"} ${pick(task.step)}`),
    task.by ? quiet(task.by, dayTime(task.at), task.note) : may(right) && el("button", { type: "button", "data-act": "tick", "aria-label": `${word("act_tick")} ${pick(task.step)}`, onclick: () => tick(i + 1) }, word("act_tick")))));
}

/** What must be gone, who said so, and which sensors say the same: those of whose alarms here none holds. */
export function acceptance(incident, agree, right = "handle_incidents") {
  const alarms = incident.signs.filter(sign => sign.origin === "alarm"), holding = new Set(alarms.filter(sign => sign.holds).map(sign => sign.subject));
  const over = [...new Set(alarms.map(sign => sign.subject))].filter(each => !holding.has(each));
  const rows = incident.accept.map(check => {
    const said = incident.agreements?.find(each => each.check === check);
    return el("li", { class: said ? "is-done" : "" }, el("span", {}, `${said ? "☑" : "☐"} ${word(check)}`), said ? quiet(said.by, dayTime(said.at), said.note)
      : incident.state === "contained" ? may(right) && el("button", { type: "button", "data-act": "agree", "data-check": check, onclick: () => agree(check) }, word("act_agree")) : quiet(incident.open ? word("after_contained") : word("not_asked")),
    said && said.disagree.length ? quiet(`■ ${word("sensors_disagree")} ${said.disagree.map(deviceName).join(", ")}`) : null);
  });
  return el("div", {}, el("ul", { class: "checks" }, ...rows),
    el("p", { class: "quiet" }, `✓ ${word("sensors_agree")} ${over.map(deviceName).join(", ") || "–"}`),
    el("p", { class: holding.size ? "warn" : "quiet" }, `${holding.size ? "■" : "✓"} ${word("sensors_disagree")} ${[...holding].map(deviceName).join(", ") || "–"}`));
}

/** The alarms and reports that belong to it; a drill has alarms of its own, whose ids real ones may have too. */
export function signs(incident, alarms = state.alarms) {
  return el("ul", { class: "plain" }, ...[...incident.signs].reverse().slice(0, 60).map(sign => {
    const alarm = alarms.find(each => each.id === sign.id), report = sign.origin === "report" && incident.time_line.find(line => line.ref === sign.id && line.note);
    return el("li", { "data-sign": sign.id }, el("span", { class: sign.holds ? "warn" : "" }, sign.origin === "report" ? `☎ ${word("person_report")}` : `${sign.holds ? "▲" : "△"} ${alarm ? pick(alarm.message) : word("alarm_over")}`),
      sign.subject ? device(sign.subject) : el("span", {}, areaName(sign.area)), quiet(word(sign.severity), word(sign.holds ? "holds" : sign.origin === "report" ? "said" : "condition_over"), dayTime(sign.at)),
      report ? el("q", {}, report.note) : null);
  }));
}

/** Water, the way in and the camera that are nearest, as the crow flies. */
export function nearest(incident) {
  const all = ["water", "access", "camera"].map(kind => [kind, incident.nearest[kind]]);
  const at = incident.lat == null ? word("no_place_known") : `${incident.lat.toFixed(5)}, ${incident.lon.toFixed(5)}`;
  return el("dl", { class: "facts wide" }, el("dt", {}, word("place")), el("dd", { class: "number" }, at), ...all.flatMap(([kind, each]) => [el("dt", {}, word(`near_${kind}`)),
    el("dd", {}, each ? kind === "camera" ? device(each.id) : pick(each.name) : "–", each ? quiet(` ${each.metres} m · ${each.lat?.toFixed(5) ?? ""}, ${each.lon?.toFixed(5) ?? ""}`) : null)]));
}

const STATES = { pending: "…", delivered: "✓", failed: "✗", withdrawn: "↩" };

/** Who was called, who answered, and when the next step comes. */
export function calls(incident) {
  const all = incident.calls ?? [], way = incident.escalation;
  const how = way ? el("p", {}, `${word("escalation")} ${way.policy} · ${word("step")} ${way.step}/${way.steps} · ${word(`escalation_${way.state}`)}`,
    way.answered_by ? ` · ✓ ${word("answered_by")} ${way.answered_by}${way.answered_at ? ` ${dayTime(way.answered_at)}` : ""}` : way.deadline ? ` · ${word("deadline")} ${dayTime(way.deadline)}` : "") : null;
  if (!all.length && !way) return nothing("no_calls");
  return el("div", {}, how, el("ul", { class: "plain" }, ...[...all].reverse().map(call => el("li", { class: call.state === "failed" ? "warn" : "" },
    el("span", {}, `${STATES[call.state] ?? ""} ${pick(call.recipient?.name) || call.recipient?.id || call.channel}`),
    quiet(`${word("step")} ${call.step}`, word(`call_${String(call.reason).toLowerCase()}`), call.channel, word(`call_${call.state}`), dayTime(call.at)),
    call.answered_by ? el("b", {}, `✓ ${word("answered_by")} ${call.answered_by}`) : null))));
}

/** Everything that happened, the newest on top. */
export function timeLine(incident, alarms = state.alarms) {
  return el("ol", { class: "plain line" }, ...[...incident.time_line].reverse().map(line => el("li", {}, el("time", { class: "quiet number" }, dayTime(line.at)),
    el("span", {}, word(`line_${line.what}`), line.by ? ` · ${line.by === "design" ? word("by_design") : line.by}` : ""), line.ref ? el("span", { class: "quiet" }, aboutOf(incident, line, alarms)) : null, line.note ? el("q", {}, line.note) : null)));
}

function aboutOf(incident, line, alarms) {
  if (line.what === "pictured") return word("see_picture");
  if (line.what === "ticked") return pick(incident.tasks[Number(line.ref) - 1]?.step) || line.ref;
  const found = foundGone(line.what, line.ref);
  if (found) return found;
  if (line.what === "assigned") return pick(state.incidents.units.find(each => each.id === line.ref)?.name) || line.ref;
  const alarm = alarms.find(each => each.id === line.ref), sign = incident.signs.find(each => each.id === line.ref);
  return alarm ? pick(alarm.message) : sign?.subject ? deviceName(sign.subject) : line.ref;
}
