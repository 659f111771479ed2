import { byId, say } from "./dom.js";
import { connect, hubNow, link, reconnectWhereSilent, state } from "./store.js";
import { dayTime, language, pick, setZone, switchLanguage, word } from "./words.js";
import { rebuildAlarms, startAlarms, tickAlarms, updateAlarms } from "./alarms.js";
import { arrange, rebuildDevices, startDevices } from "./devices.js";
import { rebuildMap, startMap, tickMap, updateMap } from "./map.js";
import { load, openChart, openNewest, rebuildChart, startChart } from "./chart.js";
import { updateHub } from "./hub.js";

const root = document.documentElement;

function rebuild() {
  root.lang = language === "zh" ? "zh-CN" : "en";
  for (const node of document.querySelectorAll("[data-word]")) say(node, word(node.dataset.word));
  say(byId("language"), word("other_language"));
  say(byId("theme"), word(root.dataset.theme === "night" ? "day" : "night"));
  if (state.site) {
    setZone(state.site.zone);
    say(byId("site-name"), pick(state.site.name));
    document.title = `${pick(state.site.name)} · 烽台 Beacon Hub`;
  }
  rebuildAlarms();
  rebuildDevices();
  rebuildMap();
  rebuildChart();
  updateHub(true);
  tick();
}

function changed({ whole, alarms }) {
  if (whole) rebuild();
  else if (alarms) { updateAlarms(); updateMap(); }
  if (whole || alarms) openNewest();
  tick();
}

function tick() {
  const now = link();
  if (root.dataset.link !== now) root.dataset.link = now;
  const note = byId("stale");
  note.hidden = now === "live";
  if (now === "stale") say(note, `■ ${word("link_lost")} ${dayTime(state.now)}`);
  else if (now === "connecting") say(note, word("connecting"));
  for (const button of document.querySelectorAll(".actions [data-act]")) button.inert = now !== "live";
}

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
startAlarms(openChart);
startDevices(openChart);
startMap(openChart);
startChart();
byId("language").addEventListener("click", () => { switchLanguage(); rebuild(); });
rebuild();
connect(changed);
setInterval(() => {
  tick();
  if (link() === "live") {
    say(byId("clock"), dayTime(hubNow()));
    arrange();
    tickAlarms();
    tickMap();
    updateHub(false);
  } else reconnectWhereSilent(changed);
}, 1000);
setInterval(() => { if (link() === "live") load(); }, 10_000);
