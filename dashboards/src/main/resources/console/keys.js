import { byId, el } from "./dom.js";
import { isWork, keysOfPage } from "./pages.js";
import { may } from "./signin.js";
import { word } from "./words.js";

/** The keys of the work page, and those of an incident's page. */
const KEYS = [[["j ↓", "key_next"], ["k ↑", "key_previous"], ["a", "acknowledge"], ["s", "shelve"], ["u", "unshelve"], ["r", "reset"], ["c", "close"],
  ["o", "take_out"], ["g", "show_chart"], ["z", "undo"], ["1 – 5", "key_lists"], ["/", "key_filter"], ["f", "key_first"], ["w", "begin_maintenance"],
  ["i", "key_incident"], ["e", "key_take"], ["h", "handover"], ["b", "to_work"], ["m", "mute"], ["p", "kpi"], ["+ -", "key_zoom"], ["0", "whole_site"], ["v", "gravest"], ["?", "key_help"], ["Esc", "key_leave"]],
  [["a", "act_acknowledge"], ["v", "act_verify"], ["d", "act_respond"], ["x", "act_contain"], ["t", "key_tick"], ["c", "act_close"], ["n", "act_note"], ["l", "act_look-back"], ["i", "act_assign"], ["y", "print"]]];
/** What an act's key needs; the other keys are everybody's. */
const NEEDS = { acknowledge: "handle_alarms", shelve: "handle_alarms", unshelve: "handle_alarms", reset: "handle_alarms", close: "handle_alarms", take_out: "maintain", begin_maintenance: "maintain", undo: "handle_alarms",
  key_take: "handle_incidents", act_acknowledge: "handle_incidents", act_verify: "handle_incidents", key_tick: "handle_incidents", act_note: "handle_incidents", "act_look-back": "handle_incidents", act_respond: "dispatch", act_assign: "dispatch", act_contain: "dispatch", act_close: "dispatch" };
/** The keys that mean the same on every page. */
const EVERYWHERE = "?pmzihb";

export function startKeys(doing) {
  const help = byId("help");
  const toggle = () => (help.open ? help.close() : help.showModal());
  byId("help-button").addEventListener("click", toggle);
  byId("letters").checked = localStorage.getItem("beacon.letters") !== "off";
  byId("letters").addEventListener("change", event => localStorage.setItem("beacon.letters", event.target.checked ? "on" : "off"));
  byId("help-close").addEventListener("click", () => help.close());
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (help.open && event.key !== "?") return;
    // The map has these itself while it has the focus.
    if (event.target.id === "map" && /^(Arrow.*|[+=-])$/.test(event.key)) return;
    const lettersOff = localStorage.getItem("beacon.letters") === "off";
    if (lettersOff && event.key.length === 1 && event.key !== "?") return;
    const act = event.key === "?" ? toggle : keysOfPage()[event.key] ?? (isWork() || EVERYWHERE.includes(event.key) ? doing[event.key] : undefined);
    if (!act) return;
    event.preventDefault();
    act(event.key);
  });
}

const rowsOf = keys => keys.filter(([, name]) => !NEEDS[name] || may(NEEDS[name])).map(([key, name]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, word(name).replace("…", ""))));

export function rebuildKeys() {
  const [ofWork, ofIncident] = KEYS;
  byId("help-keys").replaceChildren(...rowsOf(ofWork));
  byId("help-incident").replaceChildren(...rowsOf(ofIncident));
}
