import { byId, el, say, settle } from "./dom.js";
import { valueOf } from "./names.js";
import { hubNow, isStale, state } from "./store.js";
import { age, pick, word } from "./words.js";

// Only rows in sight are elements, so thousands of devices cost no more than a screenful.
let rows = [];
/** The rows that are elements, by their key. */
let drawn = new Map();
/** The device that the Tab key leads to; from there the arrow keys go on, so that nobody tabs through thousands. */
let current = "";
let openChart = () => {};
const space = el("div", { class: "space" });
/** A row's height, the part of the list in sight and where it is scrolled to, in pixels: asked of the page where they change, for asking at each tick would lay the whole page out. */
let rowHeight = 28, sight = 400, scrolled = 0;

export function startDevices(chart) {
  openChart = chart;
  const list = byId("device-list");
  list.append(space);
  list.addEventListener("scroll", () => { scrolled = list.scrollTop; draw(); });
  list.addEventListener("keydown", step);
  list.addEventListener("focusin", event => { current = event.target.dataset.device; draw(); });
  new ResizeObserver(() => {
    rowHeight = 2 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    sight = list.clientHeight;
    scrolled = list.scrollTop;
    draw();
  }).observe(list);
  byId("search").addEventListener("input", arrange);
  byId("group").addEventListener("change", arrange);
}

export function rebuildDevices() {
  const group = byId("group"), chosen = group.value || "area";
  group.replaceChildren(...["area", "type"].map(each => el("option", { value: each, selected: each === chosen }, word(each))));
  arrange();
}

/** Filters, groups and sorts: groups with stale devices first, and in each the stale ones first, the longest silent on top. */
export function arrange() {
  const now = hubNow(), asked = byId("search").value.trim().toLowerCase(), by = byId("group").value || "area";
  const names = new Map((state.site?.areas ?? []).map(area => [area.path, area.name]));
  const groups = new Map();
  let stale = 0, all = 0;
  for (const device of state.devices.values()) {
    const silent = isStale(device, now), area = names.get(device.area);
    const text = [device.id, device.type, device.area, device.name.zh, device.name.en, area?.zh, area?.en].join(" ").toLowerCase();
    all++;
    if (silent) stale++;
    if (asked && !text.includes(asked)) continue;
    const key = by === "type" ? device.type : device.area;
    const group = groups.get(key) ?? { key, title: by === "type" ? key : pick(area) || key, devices: [], stale: 0 };
    groups.set(key, group);
    group.devices.push({ key: device.id, device, silent });
    if (silent) group.stale++;
  }
  rows = [...groups.values()].sort((a, b) => (b.stale > 0) - (a.stale > 0) || a.key.localeCompare(b.key)).flatMap(group => {
    group.devices.sort((a, b) => b.silent - a.silent || (a.silent ? (a.device.heard_at ?? 0) - (b.device.heard_at ?? 0) : 0) || a.device.id.localeCompare(b.device.id));
    return [{ key: `group ${group.key}`, group }, ...group.devices];
  });
  say(byId("device-count"), (state.site ? `${all}` : "–") + (stale ? ` · ${word("stale")} ${stale}` : ""));
  draw();
}

export function draw() {
  const now = hubNow(), list = byId("device-list"), isFocused = list.contains(document.activeElement), before = drawn;
  const at = placeOfCurrent(isFocused);
  current = rows[at]?.key ?? "";
  drawn = new Map();
  const show = i => {
    const item = rows[i], row = before.get(item.key) ?? (item.group ? groupRow() : deviceRow(item.key));
    row.show(item, i * rowHeight, now);
    drawn.set(item.key, row);
  };
  placesToDraw(isFocused ? at : -1).forEach(show);
  setHeight(space, rows.length * rowHeight);
  settle(space, [...drawn.values()].map(row => row.node));
  setHeight(list, Math.max(3, rows.length) * rowHeight + 2);
  if (isFocused && !list.contains(document.activeElement)) drawn.get(current)?.button.focus({ preventScroll: true });
}

/** Tab leads to what is in sight; who is in the list already keeps their place, wherever it is scrolled to. */
function placeOfCurrent(isFocused) {
  const at = rows.findIndex(item => item.key === current), y = at * rowHeight;
  return at >= 0 && (isFocused || y >= scrolled && y + rowHeight <= scrolled + sight) ? at : rows.findIndex((item, i) => item.device && i * rowHeight >= scrolled);
}

/** The rows in sight with some before and after them, and the one that has the focus, -1 where none has, in their order. */
function placesToDraw(focused) {
  const from = Math.max(0, Math.min(Math.floor(scrolled / rowHeight) - 2, rows.length - 1)), count = Math.min(rows.length - from, Math.ceil((sight || 400) / rowHeight) + 4);
  const places = Array.from({ length: count }, (_, i) => from + i);
  return focused < 0 || places.includes(focused) ? places : focused < from ? [focused, ...places] : [...places, focused];
}

/** Only where it differs: the same height again would have the page laid out again. */
function setHeight(node, pixels) {
  const height = `${pixels}px`;
  if (node.style.height !== height) node.style.height = height;
}

/** From one device to another by the keys that go through a list; the heads of groups are passed over. */
function step(event) {
  const page = Math.max(1, Math.floor(sight / rowHeight) - 1);
  const far = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length }[event.key];
  if (!far || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  const devices = rows.filter(item => item.device), at = devices.findIndex(item => item.key === current);
  const next = devices[Math.max(0, Math.min(devices.length - 1, at + far))];
  if (!next) return;
  current = next.key;
  draw();
  drawn.get(current).button.focus();
}

function groupRow() {
  const heard = el("span", { class: "number" }), name = el("span"), node = el("div", { class: "row group" }, name, heard);
  return { node, show({ group }, y) {
    node.style.top = `${y}px`;
    say(name, `${group.title} (${group.devices.length})`);
    say(heard, group.stale ? `■ ${word("stale")} ${group.stale}` : "");
    heard.classList.toggle("is-stale", group.stale > 0);
  } };
}

function deviceRow(key) {
  let shown = null;
  const heard = el("span", { class: "number" }), button = el("button", { type: "button", "data-device": key }), type = el("span", { class: "dim wide" }), latest = el("span", { class: "dim wide number" });
  const node = el("div", { class: "row", onclick: () => openChart(shown) }, heard, button, type, latest);
  return { node, button, show({ device }, y, now) {
    const silent = isStale(device, now);
    shown = device;
    node.style.top = `${y}px`;
    button.tabIndex = key === current ? 0 : -1;
    say(button, `${pick(device.name)} · ${device.id}`);
    say(type, device.type);
    say(heard, device.heard_at == null ? (silent ? "■ " : "") + word("never") : (silent ? `■ ${word("stale")} ` : "") + age(now - device.heard_at));
    say(latest, Object.entries(device.latest ?? {}).map(([each, value]) => `${word(each)} ${valueOf(each, value)}`).join("  "));
    heard.classList.toggle("is-stale", silent);
  } };
}
