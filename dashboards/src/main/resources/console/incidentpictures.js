// The pictures beside an incident. Each look is written in the audit under a name and tells of persons: so a picture is loaded only
// when somebody asks for this very one. A page that loaded them by itself would write down looks that nobody made.
import { actor, refusalOf } from "./acts.js";
import { el, say } from "./dom.js";
import { deviceLink, deviceName } from "./names.js";
import { lookUp, may, whyNotAgain } from "./signin.js";
import { dayTime, word } from "./words.js";

const BYTES_MAX = 8 * 1024 * 1024;
const PATIENCE_MS = 120_000;
const size = bytes => (bytes < 100_000 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

/** The part of an incident's page that shows its pictures and takes new ones; what the hub answers goes to taken. */
export function picturesOf(id, taken) {
  const list = el("ul", { class: "pictures" }), none = el("p", { class: "quiet" }, word("no_pictures")), hint = el("p", { class: "quiet" }, word("look_hint")), tiles = new Map(), sending = senderOf(id, taken);
  const show = incident => {
    const lines = incident.time_line.filter(line => line.what === "pictured").reverse();
    for (const line of lines) if (!tiles.has(line.ref)) tiles.set(line.ref, tileOf(line));
    const nodes = lines.map(line => tiles.get(line.ref));
    if (nodes.length !== list.children.length || nodes.some((node, i) => list.children[i] !== node)) list.replaceChildren(...nodes);
    none.hidden = nodes.length > 0;
    hint.hidden = nodes.length === 0 || !may("see_people");
    sending.hidden = !may("handle_incidents");
  };
  return { node: el("div", {}, list, none, hint, sending), show };
}

/** A picture that nobody has looked at yet. */
function tileOf(line) {
  const byDesign = line.by === "design", label = byDesign ? `${word("first_sight")} · ${deviceName(line.note)} · ${dayTime(line.at)}` : `${word("line_pictured")} · ${line.by} · ${dayTime(line.at)}`, frame = el("div", { class: "frame" });
  frame.append(may("see_people") ? lookButton(frame, `/api/v1/pictures/${line.ref}`, label) : el("span", { class: "quiet" }, word("look_denied")));
  return el("li", { "data-picture": line.ref }, frame, el("span", {}, byDesign ? word("first_sight") : line.by), el("span", { class: "quiet number" }, dayTime(line.at)), line.note ? byDesign ? el("a", { href: deviceLink(line.note) }, deviceName(line.note)) : el("q", {}, line.note) : null);
}

/** A button in a frame that loads its picture, or says why it cannot. */
function lookButton(frame, path, label) {
  const button = el("button", { type: "button", "data-act": "look", "aria-label": `${word("look")} ${label}`, onclick: async () => {
    const focused = document.activeElement === button;
    frame.replaceChildren(el("span", { class: "quiet", role: "status" }, word("picture_loads")));
    const { picture, refusal } = await pictureAt(path, label);
    const larger = picture && el("button", { type: "button", class: "larger", "aria-label": `${word("larger")} ${label}`, onclick: () => enlarge(picture, larger) }, picture);
    say(answer, refusal ?? "");
    frame.replaceChildren(...(picture ? [larger] : [button, answer]));
    if (focused) (larger ?? button).focus();
  } }, word("look")), answer = el("p", { class: "answer", role: "alert" });
  return button;
}

/** A picture, or the hub's words why it did not come. */
async function pictureAt(path, label) {
  const answer = await lookUp(path).catch(() => null);
  if (!answer?.ok) return { refusal: answer ? refusalOf(await answer.json()) : word("no_answer") };
  const picture = el("img", { src: URL.createObjectURL(await answer.blob()), alt: label });
  try {
    await picture.decode();
    return { picture };
  } catch {
    return { refusal: word("picture_broken") };
  } finally {
    URL.revokeObjectURL(picture.src);
  }
}

/** Shows a picture as large as the screen; it is moved, not loaded again, so that one look stays one. */
export function enlarge(picture, home) {
  const dialog = el("dialog", { class: "large-picture", onclose: () => { home.append(picture); dialog.remove(); home.focus(); } },
    picture, el("p", {}, el("button", { type: "button", onclick: () => dialog.close() }, word("leave")), ` ${picture.alt}`));
  document.body.append(dialog);
  dialog.showModal();
}

/** Where pictures are chosen or dropped, and sent one after the other. */
function senderOf(id, taken) {
  let chosen = [], busy = false;
  const answer = el("p", { class: "answer", role: "alert" }), rows = el("ul", { class: "plain" }), note = el("textarea", { rows: "1", maxlength: "500", placeholder: word("picture_note"), "aria-label": word("picture_note") });
  const bar = el("progress", { max: "1", value: "0", "aria-label": word("picture_sends") }), send = el("button", { "data-act": "send-pictures" }, word("send_pictures")), rest = el("div", { class: "closing", hidden: true }, note, send, bar);
  const input = el("input", { type: "file", accept: "image/jpeg,image/png", multiple: true, hidden: true, onchange: () => { take(input.files); input.value = ""; } });
  const choose = el("button", { type: "button", "data-act": "choose-pictures", onclick: () => input.click() }, word("choose_pictures"));
  const show = () => {
    rows.replaceChildren(...chosen.map(file => el("li", {}, el("span", {}, file.name), el("span", { class: "quiet number" }, size(file.size)),
      busy ? null : el("button", { type: "button", "aria-label": `${word("leave_picture")} ${file.name}`, onclick: () => { chosen = chosen.filter(each => each !== file); show(); choose.focus(); } }, word("leave_picture")))));
    rest.hidden = !chosen.length;
    bar.hidden = !busy;
    for (const each of [send, choose, note]) each.disabled = busy;
  };
  const take = files => {
    const wrong = [...files].map(wrongWith).filter(Boolean);
    chosen = [...chosen, ...[...files].filter(file => !wrongWith(file))];
    say(answer, wrong.join(" "));
    show();
    if (chosen.length) note.focus();
  };
  const attempts = new Map();
  const sendAll = async () => {
    const by = actor(answer);
    if (!by || busy || !chosen.length) return;
    busy = true;
    show();
    let refusal = "";
    while (chosen.length && !refusal) {
      const said = [by, note.value].join("\n"), before = attempts.get(chosen[0]), key = before?.said === said ? before.key : crypto.randomUUID();
      attempts.set(chosen[0], { said, key });
      refusal = await upload(id, { by, note: note.value, picture: chosen[0] }, key, share => { bar.value = share; }, taken);
      if (!refusal) chosen = chosen.slice(1);
    }
    busy = false;
    say(answer, refusal && `${chosen[0].name}: ${refusal}`);
    if (!refusal) note.value = "";
    show();
    (refusal ? send : choose).focus();
  };
  const over = on => event => { event.preventDefault(); form.classList.toggle("is-over", on); };
  const form = el("form", { class: "drop", novalidate: true, onsubmit: event => { event.preventDefault(); sendAll(); }, ondragover: over(true), ondragleave: over(false),
    ondrop: event => { over(false)(event); if (!busy) take(event.dataTransfer.files); },
    onkeydown: event => { if (event.key === "Enter" && event.ctrlKey) form.requestSubmit(); if (event.key === "Escape" && !busy) { chosen = []; say(answer, ""); show(); choose.focus(); } } },
  el("p", {}, choose, input, el("span", { class: "quiet" }, ` ${word("drop_pictures")}`)), rows, rest, answer);
  show();
  return form;
}

/** What the hub would refuse anyway, said before megabytes are sent to it. */
function wrongWith(file) {
  if (file.size > BYTES_MAX) return `${file.name}: ${word("picture_too_large")} ${size(file.size)}`;
  return ["image/jpeg", "image/png"].includes(file.type) ? "" : `${file.name}: ${word("no_picture")}`;
}

/** Sends one picture; empty where it stands beside the incident, else why not. */
async function upload(id, fields, key, told, taken) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const answer = await posted(`/api/v1/incidents/${encodeURIComponent(id)}/pictures`, form, key, told);
  if (answer.status === 401) return await whyNotAgain(fields.by, answer.response ? refusalOf(answer.response) : word("no_answer")) || upload(id, fields, key, told, taken);
  if (answer.status === 200) taken(answer.response);
  return answer.status === 200 ? "" : answer.response ? refusalOf(answer.response) : word("no_answer");
}

/** A post that tells how much of it is gone, which fetch cannot. */
function posted(path, form, key, told) {
  return new Promise(done => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.responseType = "json";
    request.timeout = PATIENCE_MS;
    request.setRequestHeader("Beacon-Console", "1");
    request.setRequestHeader("Idempotency-Key", key);
    request.upload.addEventListener("progress", event => told(event.total ? event.loaded / event.total : 0));
    request.addEventListener("loadend", () => done(request));
    request.send(form);
  });
}
