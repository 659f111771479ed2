// That a drill goes on, on every page: the bar, the frame and the watermark. What is real stands above them, and louder.
import { byId, say } from "./dom.js";
import { isUnseen } from "./lists.js";
import { state } from "./store.js";
import { dayTime, pick, word } from "./words.js";

/** What is real and waits for somebody; the alarms of a drill are not among these. */
function real() {
  const active = state.alarms.filter(alarm => alarm.list === "active"), fires = active.filter(alarm => alarm.kind === "alarm");
  const node = byId("real");
  node.classList.toggle("is-calling", fires.length > 0);
  const counts = ["alarm", "supervisory", "trouble"].map((kind, i) => [kind, "▲◆■"[i], active.filter(alarm => alarm.kind === kind).length]).filter(([, , count]) => count);
  const unseen = fires.filter(isUnseen).length;
  say(node, counts.length ? `${word("drill_real")} ${counts.map(([kind, shape, count]) => `${shape} ${word(kind)} ${count}`).join(" · ")}${unseen ? ` · ${word("unacknowledged")} ${unseen}` : ""}` : `${word("drill_real")} ${word("drill_real_none")}`);
}

/** Shows that a drill goes on, or nothing where there is none. */
export function updateDrill() {
  const { drill } = state;
  document.documentElement.toggleAttribute("data-drill", Boolean(drill));
  byId("drill-top").hidden = byId("drill-frame").hidden = !drill;
  if (!drill) return;
  real();
  say(byId("drill-what"), `${pick(drill.title)} · ${word("since")} ${dayTime(drill.since)} · ${word("drill_ends")} ${dayTime(drill.ends)} · ${drill.id}`);
}
