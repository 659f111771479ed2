import { act, formOf, offerUndo } from "./acts.js";
import { byId, el, keepFocus } from "./dom.js";
import { filter } from "./lists.js";
import { lookUp, may } from "./signin.js";
import { state } from "./store.js";
import { areaName } from "./names.js";
import { dayTime, pick, word } from "./words.js";

let shown = "";

export function startSilenced() {
  byId("begin").addEventListener("click", beginMaintenance);
}

export function beginMaintenance() {
  if (!may("maintain")) return;
  const place = byId("begin-form"), answer = byId("begin-answer");
  const leave = () => { place.replaceChildren(); byId("begin").focus(); };
  if (place.firstChild) return leave();
  const before = new Set(state.silenced.maintenances.map(each => each.id));
  place.append(formOf("maintenance", word("begin_now"), async body => {
    if (!await act("maintenance", body, answer)) return;
    leave();
    const fresh = (await (await lookUp("/api/v1/silenced")).json()).maintenances.find(each => !before.has(each.id));
    if (fresh) offerUndo(`${word("maintenance_begun")} ${areaName(fresh.area)}`, `maintenance/${encodeURIComponent(fresh.id)}/end`);
  }, leave, state.site.areas.map(area => ({ path: area.path, label: `${pick(area.name)} · ${area.path}` }))));
  place.querySelector("select").focus();
}


export function rebuildSilenced() {
  shown = "";
}

export function updateSilenced() {
  byId("begin-place").hidden = filter.list !== "maintenance" || !may("maintain");
  const now = JSON.stringify([filter.list, state.silenced, may("maintain")]);
  if (now === shown) return;
  shown = now;
  const { devices_out, maintenances } = state.silenced;
  const rows = filter.list === "maintenance" ? maintenances.map(maintenanceRow) : filter.list === "out_of_service" ? devices_out.map(deviceRow) : [];
  keepFocus(byId("silenced"), () => byId("silenced").replaceChildren(...rows));
}

function row(text, what, title, path) {
  const answer = el("p", { class: "answer", role: "alert" });
  return el("article", { class: "alarm aside" }, el("p", { class: "message" }, text.title), el("p", { class: "quiet number" }, text.when), el("p", {}, text.reason),
    el("div", { class: "actions", hidden: !may("maintain") }, el("button", { type: "button", "data-act": what, onclick: () => act(path, {}, answer) }, title)), answer);
}

function deviceRow(out) {
  const device = state.devices.get(out.device), title = `${device ? `${pick(device.name)} · ` : ""}${out.device}`;
  return row({ title, when: `${word("since")} ${dayTime(out.since)} · ${out.by}`, reason: out.reason }, "back", word("put_back"), `devices/${encodeURIComponent(out.device)}/in-service`);
}

function maintenanceRow(work) {
  const when = `${dayTime(work.from)} – ${dayTime(work.until)} · ${work.by}`;
  return row({ title: `${areaName(work.area)} · ${work.area}`, when, reason: work.reason }, "end", word("end_maintenance"), `maintenance/${encodeURIComponent(work.id)}/end`);
}
