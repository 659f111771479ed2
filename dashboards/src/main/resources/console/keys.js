import { byId, el } from "./dom.js";
import { filter } from "./lists.js";
import { word } from "./words.js";

const KEYS = [["j ↓", "key_next"], ["k ↑", "key_previous"], ["a", "acknowledge"], ["s", "shelve"], ["u", "unshelve"], ["r", "reset"], ["c", "close"],
  ["o", "take_out"], ["g", "show_chart"], ["z", "undo"], ["1 – 5", "key_lists"], ["/", "key_filter"], ["f", "key_first"], ["w", "begin_maintenance"],
  ["m", "mute"], ["p", "kpi"], ["?", "key_help"], ["Esc", "key_leave"]];

export function startKeys(doing) {
  const help = byId("help");
  const toggle = () => (help.open ? help.close() : help.showModal());
  byId("help-button").addEventListener("click", toggle);
  byId("help-close").addEventListener("click", () => help.close());
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (help.open && event.key !== "?") return;
    if (filter.view === "kpi" && !"?pmz".includes(event.key)) return;
    const act = event.key === "?" ? toggle : doing[event.key];
    if (!act) return;
    event.preventDefault();
    act(event.key);
  });
}

export function rebuildKeys() {
  byId("help-keys").replaceChildren(...KEYS.flatMap(([key, name]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, word(name).replace("…", ""))]));
}
