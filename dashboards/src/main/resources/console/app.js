import { byId, say } from "./dom.js";
import { connect, hubNow, link, reconnectWhereSilent, state } from "./store.js";
import { age, clockTime, dayTime, language, pick, setZone, switchLanguage, word } from "./words.js";
import { startActs, takeBack } from "./acts.js";
import { press, rebuildAlarms, startAlarms, step, tickAlarms, updateAlarms } from "./alarms.js";
import { rebuildKeys, startKeys } from "./keys.js";
import { loadKpi, rebuildKpi, tickKpi } from "./kpi.js";
import { LISTS, choose, filter, rebuildLists, startLists, toggleFirst } from "./lists.js";
import { beginMaintenance, startSilenced } from "./silenced.js";
import { mute, noticeNew, startSound, tickSound, titleOf } from "./sound.js";
import { arrange, rebuildDevices, startDevices } from "./devices.js";
import { rebuildMap, startMap, tickMap, updateMap } from "./map.js";
import { load, openChart, openNewest, rebuildChart, startChart } from "./chart.js";
import { updateHub } from "./hub.js";
import { askWhereSignedOut, showSession } from "./signin.js";

const root = document.documentElement;

function rebuild() {
  root.lang = language === "zh" ? "zh-CN" : "en";
  for (const node of document.querySelectorAll("[data-word]")) say(node, word(node.dataset.word));
  say(byId("language"), word("other_language"));
  say(byId("theme"), word(root.dataset.theme === "night" ? "day" : "night"));
  if (state.site) {
    setZone(state.site.zone);
    say(byId("site-name"), pick(state.site.name));
  }
  rebuildKeys();
  rebuildLists();
  rebuildAlarms();
  rebuildKpi();
  show();
  rebuildDevices();
  rebuildMap();
  rebuildChart();
  updateHub(true);
  showSession();
  tick();
}

function changed({ whole, alarms }) {
  if (whole) rebuild();
  else if (alarms) { updateAlarms(); updateMap(); }
  if (whole || alarms) { openNewest(); noticeNew(); }
  tick();
}

function tick() {
  const now = link();
  if (root.dataset.link !== now) root.dataset.link = now;
  const note = byId("stale");
  note.hidden = now === "live";
  if (now === "stale") say(note, `■ ${word("link_lost")} ${dayTime(state.now)}`);
  else if (now === "connecting") say(note, word("connecting"));
  for (const button of document.querySelectorAll("[data-act]")) button.inert = now !== "live";
  if (state.site) document.title = titleOf(pick(state.site.name));
  tickSound();
}

/** The work view, or the figures of the alarm system. */
function show() {
  byId("work").hidden = filter.view === "kpi";
  byId("kpi").hidden = filter.view !== "kpi";
  byId("kpi-button").setAttribute("aria-pressed", String(filter.view === "kpi"));
}

function switchKpi() {
  choose({ view: filter.view === "kpi" ? "" : "kpi" });
  if (filter.view === "kpi") loadKpi();
  else rebuildMap();
}

function maintain() {
  choose({ list: "maintenance" });
  beginMaintenance();
}

const acts = { a: "acknowledge", s: "shelve", u: "unshelve", r: "reset", c: "close", g: "chart" };
const doing = { j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), z: takeBack, f: toggleFirst, m: mute, p: switchKpi, w: maintain,
  "/": () => byId("filter-text").focus(), o: () => press(filter.list === "out_of_service" ? "back" : "out"),
  ...Object.fromEntries(Object.entries(acts).map(([key, what]) => [key, () => press(what)])), ...Object.fromEntries(LISTS.map((list, i) => [String(i + 1), () => choose({ list })])) };

function theme() {
  const kept = localStorage.getItem("beacon.theme");
  const media = matchMedia("(prefers-color-scheme: dark)");
  root.dataset.theme = kept ?? (media.matches ? "night" : "day");
  media.addEventListener("change", () => {
    if (!localStorage.getItem("beacon.theme")) { root.dataset.theme = media.matches ? "night" : "day"; rebuild(); }
  });
  byId("theme").addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "night" ? "day" : "night";
    localStorage.setItem("beacon.theme", root.dataset.theme);
    rebuild();
  });
}

theme();
startActs();
startAlarms(openChart);
startLists(() => { updateAlarms(); show(); tick(); });
startSilenced();
startSound();
startKeys(doing);
byId("kpi-button").addEventListener("click", switchKpi);
if (filter.view === "kpi") loadKpi();
startDevices(openChart);
startMap(openChart);
startChart();
byId("language").addEventListener("click", () => { switchLanguage(); rebuild(); });
rebuild();
connect(changed);
setInterval(() => {
  tick();
  if (link() === "live") {
    say(byId("clock"), `${dayTime(hubNow())} ${state.site.zone}`);
    say(byId("hub-age"), `${word("as_of")} ${clockTime(state.now)} · ${word("age")} ${age(hubNow() - state.now)}`);
    tickKpi();
    arrange();
    tickAlarms();
    tickMap();
    updateHub(false);
  } else {
    reconnectWhereSilent(changed);
    askWhereSignedOut();
  }
}, 1000);
setInterval(() => { if (link() === "live") load(); }, 10_000);
