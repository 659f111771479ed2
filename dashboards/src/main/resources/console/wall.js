// The wall: nobody is there who scrolls. What its lists have below their edge is counted and said, and what is grave is never scrolled out of sight.
import { el, say, shape } from "./dom.js";
import { link, state } from "./store.js";
import { isUnseen } from "./lists.js";
import { word } from "./words.js";

/** A list that somebody scrolled goes back to its top after so long, as the map goes back to the whole site. */
const RETURN_MS = 120_000;
const KINDS = ["alarm", "supervisory", "trouble"];
const isWall = () => document.documentElement.dataset.page === "wall";

/** A list of the wall, with the words about what is below its edge; `tell` says them for the elements that are. */
function listOf(name, items, tell) {
  const below = el("p", { class: "below", "data-below": name, hidden: true });
  let scrolledAt = 0, first = null;
  const section = () => document.querySelector(`.${name}`);
  const isOut = (node, edge) => node.getBoundingClientRect().bottom > edge + 1;
  return () => {
    const own = section();
    below.hidden = true;
    if (!isWall()) return;
    if (!below.isConnected) {
      own.append(below);
      own.addEventListener("scroll", () => { scrolledAt = performance.now(); });
    }
    const all = [...own.querySelectorAll(items)];
    if (all[0] !== first || performance.now() - scrolledAt > RETURN_MS) {
      first = all[0];
      if (own.scrollTop) own.scrollTop = 0;
    }
    const edge = own.getBoundingClientRect().bottom;
    below.hidden = !all.some(each => isOut(each, edge));
    // The words themselves take room.
    if (!below.hidden) tell(below, all.filter(each => isOut(each, below.getBoundingClientRect().top)));
  };
}

const tickIncidents = listOf("incidents", ".incident-item", (below, hidden) => say(below, `▼ ${word("below")} ⬢ ${hidden.length}`));
const tickAlarms = listOf("alarms", "[data-alarm]", (below, hidden) => {
  const ids = new Set(hidden.map(each => each.dataset.alarm)), out = state.alarms.filter(alarm => ids.has(alarm.id)), unseen = out.filter(isUnseen).length;
  const counts = KINDS.map(kind => [kind, out.filter(alarm => alarm.kind === kind).length]).filter(([, count]) => count);
  below.replaceChildren(`▼ ${word("below")} `, ...counts.map(([kind, count]) => el("span", { class: `kind-${kind}` }, shape(kind), `${word(kind)} ${count} `)), unseen ? `· ${word("unacknowledged")} ${unseen}` : "");
});

export function tickWall() {
  if (link() !== "live") return;
  tickIncidents();
  tickAlarms();
}
