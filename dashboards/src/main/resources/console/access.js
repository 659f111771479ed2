import { el, say, svg } from "./dom.js";
import { areaName, deviceLink, deviceName } from "./names.js";
import { columns, historyLack } from "./plot.js";
import { lookUp, may, sentenceOf } from "./signin.js";
import { hubNow, isStale, link, state } from "./store.js";
import { age, dayTime, number, pick, word } from "./words.js";

const HOUR_MS = 3_600_000, HOURS_AGAIN_MS = 30_000, EVENTS_MAX = 100, AT_ONCE_MAX = 4, DEVICES_MAX = 300;
const section = (title, name, ...children) => el("section", { class: name }, el("h3", {}, word(title)), ...children);
const toldAt = (device, key) => device.told_at?.[key] ?? device.observed_at;
const has = key => [...state.devices.values()].filter(each => each.measures.includes(key)).slice(0, DEVICES_MAX);
const alarmsOf = id => state.alarms.filter(each => each.subject === id);
const isOpen = device => device.latest?.door >= 0.5;
const ageOf = (device, key, now) => `${word("age")} ${age(now - toldAt(device, key))}`;
/** What a silent or doubted device said last is not how it is now. */
const doubtOf = (device, now) => (device.duty !== "working" ? `■ ${word(`duty_${device.duty}`)}` : isStale(device, now) ? `■ ${word("doubt_stale")}` : "");

/** Gates and people: what is abnormal first, the newest passages, how many people there are, and what is open or closed. */
export function accessPage() {
  const gates = has("access"), doors = has("door"), counts = has("people");
  const log = eventsOf(gates), opening = hoursOf(doors), gateRows = listOf(doors, doorRow), peopleRows = listOf(counts, peopleRow);
  const node = el("div", { class: "page access" }, el("section", {}, el("h2", {}, word("gates_and_people")), el("p", { class: "quiet" }, word("access_hint"))),
    el("div", { class: "columns" },
      el("div", {}, section("doors", "doors", gateRows.node)),
      el("div", {}, section("passages", "passages", log.node)),
      el("div", {}, section("people", "people", peopleRows.node), section("opening_hours", "opening", opening.node))));
  const tick = () => {
    const now = hubNow();
    opening.tick(now);
    gateRows.tick(now, opening.closed);
    peopleRows.tick(now);
    log.tick(now);
  };
  log.load();
  opening.load(tick);
  return { node, tick };
}

/** Rows that stay the same elements while their words change; the gravest on top, and who had the focus keeps it. */
function listOf(devices, rowOf) {
  const node = el("ul", { class: "plain" }), rows = devices.map(each => ({ id: each.id, ...rowOf(each.id) }));
  let order = "";
  const tick = (now, closed) => {
    const sorted = rows.map(row => ({ row, grave: row.show(state.devices.get(row.id), now, closed) })).sort((a, b) => b.grave - a.grave || (a.row.id < b.row.id ? -1 : 1)).map(each => each.row);
    const newer = sorted.map(each => each.id).join();
    if (newer === order) return;
    order = newer;
    const focus = document.activeElement;
    node.replaceChildren(...sorted.map(each => each.node));
    if (node.contains(focus)) focus.focus();
  };
  if (!rows.length) node.append(el("li", { class: "quiet" }, word("none_listed")));
  return { node, tick };
}

/** A gate or door: open or shut and since how long that is known, its alarms, and who was let through. */
function doorRow(id) {
  const door = el("b"), note = el("span", { class: "quiet number" }), access = el("span", { class: "number" }), alarms = el("span", { class: "warn" }), doubt = el("span", { class: "warn" }), who = el("span", { class: "number" });
  const isGate = state.devices.get(id).measures.some(each => each === "card" || each === "plate");
  const look = isGate && may("see_people") && el("button", { type: "button", "aria-label": `${word("look_people")} ${deviceName(id)}`, onclick: async () => say(who, await peopleOf(id)) }, word("look_people"));
  const node = el("li", { "data-door": id }, el("a", { href: deviceLink(id) }, deviceName(id)), door, note, access, doubt, alarms, look, who);
  const show = (device, now, closed) => {
    if (!device) return 0;
    const known = device.latest?.door != null, abnormal = known && isOpen(device) && closed(device.area), own = alarmsOf(id);
    say(door, !known ? word("never") : abnormal ? `■ ${word("open_while_closed")}` : word(isOpen(device) ? "door_open" : "door_shut"));
    say(note, known ? ageOf(device, "door", now) : "");
    say(access, device.latest?.access == null ? "" : `${word(device.latest.access >= 0.5 ? "granted" : "denied")} · ${ageOf(device, "access", now)}`);
    say(doubt, doubtOf(device, now));
    say(alarms, own.map(each => `▲ ${pick(each.message)}`).join(" · "));
    node.classList.toggle("abnormal", Boolean(abnormal || own.length));
    return own.length ? 3 : abnormal ? 2 : doubt.textContent ? 1 : 0;
  };
  return { node, show };
}

/** The pseudonyms of the newest passage; asking is written in the audit. */
async function peopleOf(id) {
  try {
    const answer = await lookUp(`/api/v1/devices/${encodeURIComponent(id)}/people`), said = await answer.json();
    if (!answer.ok) return sentenceOf(said);
    return ["card", "plate"].filter(key => said[key]).map(key => `${word(key)} ${said[key]}`).join(" · ") || word("no_people");
  } catch {
    return word("no_answer");
  }
}

/** A count against its limit: the bar is full at one and a half times the limit, which has a line. */
function peopleRow(id) {
  const count = el("b", { class: "number" }), note = el("span", { class: "quiet number" }), doubt = el("span", { class: "warn" }), over = el("span", { class: "warn" }), filled = svg("rect", { height: "8", class: "filled" });
  const bar = svg("svg", { viewBox: "0 0 150 8", preserveAspectRatio: "none", class: "limit-bar", "aria-hidden": "true" }, svg("rect", { width: "150", height: "8", class: "room" }), filled, svg("rect", { x: "99", width: "2", height: "8", class: "mark" }));
  const node = el("li", { "data-people": id }, el("a", { href: deviceLink(id) }, deviceName(id)), count, over, note, doubt, bar);
  const show = (device, now) => {
    const known = device?.latest?.people != null, limit = device?.people_limit, share = known && limit > 0 ? device.latest.people / limit : 0, crowded = share > 1;
    say(count, `${known ? number(device.latest.people) : word("never")}${limit == null ? "" : ` / ${word("limit")} ${number(limit)}`}`);
    say(over, crowded ? `■ ${word("over_limit")}` : "");
    filled.setAttribute("width", String(Math.min(150, 100 * share)));
    bar.toggleAttribute("hidden", limit == null);
    node.classList.toggle("abnormal", crowded);
    say(note, known ? ageOf(device, "people", now) : "");
    say(doubt, device ? doubtOf(device, now) : "");
    return !known ? 0 : crowded ? 1e9 * share : device.latest.people + 1;
  };
  return { node, show };
}

/** The premises of the doors, open or closed by their calendar; those with an open door while closed on top. */
function hoursOf(doors) {
  const node = el("div");
  let areas = null, askedAt = -Infinity, shown = "", redo = () => {};
  const load = async () => {
    askedAt = performance.now();
    try {
      areas = (await (await lookUp("/api/v1/areas")).json()).filter(each => each.hours && doors.some(door => door.area === each.path));
    } catch {
      return; // asked again; what is shown says until when it holds
    }
    redo();
  };
  const closed = path => Boolean(areas?.some(each => each.path === path && !each.hours.open));
  const tick = now => {
    if (link() === "live" && performance.now() - askedAt > HOURS_AGAIN_MS) load();
    if (!areas) return;
    const rows = areas.map(area => ({ area, wrong: area.hours.open ? 0 : doors.filter(door => door.area === area.path && isOpen(state.devices.get(door.id) ?? door)).length, over: now > area.hours.until }));
    rows.sort((a, b) => b.wrong - a.wrong || (a.area.path < b.area.path ? -1 : 1));
    const text = JSON.stringify(rows);
    if (text === shown) return;
    shown = text;
    node.replaceChildren(rows.length ? el("ul", { class: "plain" }, ...rows.map(({ area, wrong, over }) => el("li", { "data-premises": area.path, class: wrong ? "abnormal" : "" },
      el("span", {}, areaName(area.path)), el("b", {}, over ? `■ ${word("doubt_stale")}` : word(area.hours.open ? "open_now" : "closed_now")), el("span", { class: "quiet number" }, `${word("until")} ${dayTime(area.hours.until)} · ${area.hours.calendar}`),
      wrong ? el("span", { class: "warn" }, `■ ${word("open_while_closed")} ${wrong}`) : ""))) : el("p", { class: "quiet" }, word("no_hours")));
  };
  return { node, closed, tick, load: again => { redo = again; load(); } };
}

/** The passages of the last hour as the history has them, and those that come while one looks. */
function eventsOf(gates) {
  const node = el("ul", { class: "plain" }), note = el("p", { class: "note" }), seen = new Map(gates.map(each => [each.id, each.latest?.access == null ? null : toldAt(each, "access")]));
  let events = [];
  const draw = () => node.replaceChildren(...(events.length ? events.map(each => el("li", { class: each.granted ? "" : "warn", "data-passage": each.id }, el("time", { class: "quiet number" }, dayTime(each.at)),
    el("a", { href: deviceLink(each.id) }, deviceName(each.id)), el("span", {}, each.granted ? `✓ ${word("granted")}` : `✗ ${word("denied")}`))) : [el("li", { class: "quiet" }, word("none_listed"))]));
  const add = more => {
    const known = new Set(events.map(each => `${each.id} ${Math.floor(each.at / 1000)}`));
    events = [...more.filter(each => !known.has(`${each.id} ${Math.floor(each.at / 1000)}`)), ...events].sort((a, b) => b.at - a.at).slice(0, EVENTS_MAX);
    draw();
  };
  const passed = async (gate, to) => {
    const data = await columns(gate.id, "access", to - HOUR_MS, to, 3600);
    if (!data || data.error) say(note, [historyLack(), data ? data.error : word("history_silent")].filter(Boolean).join(" · "));
    else add(data.times.map((at, i) => ({ id: gate.id, at, granted: data.mean[i] >= 0.5 })).slice(-EVENTS_MAX));
  };
  const load = async () => {
    const waiting = [...gates], to = hubNow();
    say(note, historyLack());
    const lane = async () => { for (let gate = waiting.shift(); gate; gate = waiting.shift()) await passed(gate, to); };
    await Promise.all(Array.from({ length: AT_ONCE_MAX }, lane));
  };
  const tick = () => {
    const more = [];
    for (const [id, before] of seen) {
      const device = state.devices.get(id), at = device?.latest?.access == null ? null : toldAt(device, "access");
      if (at === before || at == null) continue;
      seen.set(id, at);
      more.push({ id, at, granted: device.latest.access >= 0.5 });
    }
    if (more.length) add(more);
  };
  draw();
  return { node: el("div", {}, note, node), load, tick };
}
