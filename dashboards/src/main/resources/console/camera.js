// What cameras see now. A camera is asked only when somebody asks for this very one: each look tells of persons and is written in
// the audit under a name. What it showed stays on the page with its time and its age, until the page is left.
import { refusalOf } from "./acts.js";
import { el, say, settle } from "./dom.js";
import { enlarge } from "./incidentpictures.js";
import { deviceLink, deviceName } from "./names.js";
import { lookUp, may } from "./signin.js";
import { hubNow, link } from "./store.js";
import { age, clockTime, word } from "./words.js";

/** Where one camera is looked through; its device and how far it is are told beside it where it stands among others. */
export function cameraOf(id, metres) {
  const frame = el("div", { class: "frame" }), times = el("span", { class: "quiet number" }), answer = el("p", { class: "answer", role: "alert" });
  const button = el("button", { type: "button", "data-act": "look-camera", onclick: look });
  let takenAt = null, busy = false;
  async function look() {
    if (busy) return;
    busy = true;
    button.setAttribute("aria-busy", "true");
    say(answer, "");
    say(button, word("camera_asks"));
    try {
      const response = await lookUp(`/api/v1/devices/${encodeURIComponent(id)}/snapshot`);
      if (response.ok) await show(await response.blob(), Number(response.headers.get("Beacon-Taken-At")));
      else say(answer, refusalOf(await response.json()));
    } catch {
      say(answer, word("no_answer"));
    }
    busy = false;
    button.removeAttribute("aria-busy");
    tick();
  }
  async function show(blob, at) {
    const picture = el("img", { src: URL.createObjectURL(blob), alt: `${word("camera_view")} ${deviceName(id)} · ${clockTime(at)}` });
    try {
      await picture.decode();
    } finally {
      URL.revokeObjectURL(picture.src);
    }
    takenAt = at;
    const larger = el("button", { type: "button", class: "larger", "aria-label": `${word("larger")} ${picture.alt}`, onclick: () => enlarge(picture, larger) }, picture);
    frame.replaceChildren(larger);
  }
  const tick = () => {
    button.inert = link() !== "live";
    if (busy) return;
    say(button, word(takenAt == null ? "camera_look" : "camera_again"));
    button.setAttribute("aria-label", `${button.textContent} ${deviceName(id)}`);
    say(times, takenAt == null ? "" : `${word("camera_taken")} ${clockTime(takenAt)} · ${word("age")} ${age(hubNow() - takenAt)}`);
  };
  frame.append(el("span", { class: "quiet" }, word(may("see_people") ? "camera_unseen" : "look_denied")));
  const node = el("div", { class: "camera", "data-camera": id }, metres == null ? null : el("span", {}, el("a", { href: deviceLink(id) }, deviceName(id)), el("span", { class: "quiet number" }, ` ${metres} m`)), frame, times, may("see_people") ? button : null, answer);
  tick();
  return { node, tick };
}

/** The nearest cameras that give a picture, beside an incident; each stays as it is while they are the same. */
export function camerasOf() {
  const list = el("div", { class: "cameras" }), hint = el("p", { class: "quiet" }, word("camera_hint")), none = el("p", { class: "quiet" }, word("no_cameras")), tiles = new Map();
  const show = incident => {
    const near = incident.cameras ?? [];
    for (const each of near) if (!tiles.has(each.id)) tiles.set(each.id, cameraOf(each.id, each.metres));
    settle(list, near.map(each => tiles.get(each.id).node));
    none.hidden = near.length > 0;
    hint.hidden = near.length === 0 || !may("see_people");
  };
  return { node: el("div", {}, list, none, hint), show, tick: () => tiles.forEach(each => each.tick()) };
}
