import { byId, el, say } from "./dom.js";
import { isUnseen } from "./lists.js";
import { rate, state } from "./store.js";
import { clockTime, number, pick, word } from "./words.js";

const FIGURES = {
  broker_up: v => word(v ? "connected" : "disconnected"), history_lag: v => `${number(v)} s`, history_stopped: v => word(v ? "stopped" : "going"),
  disk_free: v => `${number(v)} %`, journal_blocked: v => `${number(v)} s`, clock_step: v => `${number(v)} s`, quarantined: number, dispatch_failed: v => word(v ? "failed" : "going"), records_stopped: v => word(v ? "stopped" : "going"),
};
let shown = "";

export function updateHub(force) {
  const hub = state.hub;
  if (!hub) return;
  const parts = [["alarms", state.alarms.length], ["devices", state.devices.size]];
  const unseen = state.alarms.filter(alarm => alarm.list === "active" && alarm.kind === "alarm" && isUnseen(alarm)).length;
  const figures = [el("span", {}, el("b", { id: "rate" }, rate()?.toFixed(1) ?? "–"), ` ${word("messages_per_second")}`),
    unseen ? el("span", { class: "badge loud kind-alarm" }, `▲ ${word("unacknowledged")} ${unseen}`) : null,
    ...parts.map(([key, value]) => el("span", {}, `${word(key)} `, el("b", {}, String(value)))),
    el("span", { class: hub.findings.length ? "is-wrong" : "" }, hub.findings.length ? `■ ${word("hub")}: ${hub.findings.length}` : `${word("hub")}: ${word("all_well")}`)];
  byId("figures").replaceChildren(...figures.filter(Boolean));
  const now = JSON.stringify([hub, state.counters.notices_pending]);
  if (now === shown && !force) return;
  shown = now;
  const findings = hub.findings.length
    ? el("ul", { class: "findings kind-trouble" }, ...hub.findings.map(each => el("li", {}, `■ ${pick(each.text)}`)))
    : el("p", { class: "quiet" }, word("all_well"));
  const facts = Object.entries(FIGURES).filter(([key]) => key in hub.figures).flatMap(([key, show]) => [el("dt", {}, word(key)), el("dd", {}, show(hub.figures[key]))]);
  facts.push(el("dt", {}, word("notices_pending")), el("dd", {}, String(state.counters.notices_pending)));
  const items = hub.quarantine.map(each => el("li", {}, el("b", {}, word(each.reason)), ` ${clockTime(each.at)} ${each.source} `, el("span", { class: "quiet" }, pick(each.text))));
  byId("hub").replaceChildren(findings, el("dl", { class: "facts" }, ...facts),
    el("h3", {}, word("quarantine")), el("p", { class: "quiet" }, `${word("total")} ${hub.quarantine_count}`), el("ul", { class: "quarantine" }, ...items));
}
