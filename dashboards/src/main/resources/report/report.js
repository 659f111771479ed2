// A report is kept on the phone before it is sent, and is struck off only when the hub says that it has it.
const REPORTS_MAX = 10, PHOTOS_MAX = 3, PHOTO_BYTES_MAX = 8 << 20, AGAIN_MS = 15_000, BUSY_MS = 120_000, SEND_MS_MAX = 120_000, DRILL_AGAIN_MS = 30_000, ASK_MS_MAX = 4_000;
// The hub turns a form away that comes back within a second: nobody fills it so fast.
const TICKET_AGE_MS = 1_200;
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const FIELDS = ["type", "area", "lat", "lon", "text", "reporter"];

const form = document.querySelector("form[action='/report']");
const list = document.createElement("section");
list.id = "kept";
list.setAttribute("aria-live", "polite");

function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function say(text) {
  document.querySelector("[role=alert]")?.remove();
  form.before(el("p", { class: "wrong", role: "alert" }, text));
  document.querySelector("[role=alert]").scrollIntoView({ block: "center" });
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Does one thing with the kept reports, and ends when it lies on the disk. */
async function kept(mode, use) {
  const opening = indexedDB.open("beacon-report", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("reports", { keyPath: "code" });
  const database = await done(opening);
  try {
    const transaction = database.transaction("reports", mode, { durability: "strict" });
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    const result = await done(use(transaction.objectStore("reports")));
    await ended;
    return result;
  } finally {
    database.close();
  }
}

const all = async () => (await kept("readonly", store => store.getAll())).sort((a, b) => a.at - b.at);
const keep = report => kept("readwrite", store => store.put(report));
const forget = code => kept("readwrite", store => store.delete(code));

/** The code by which the hub knows a report that comes twice. */
function newCode() {
  return [...crypto.getRandomValues(new Uint8Array(10))].map(each => LETTERS[each & 31]).join("");
}

async function fetched(path, options = {}) {
  return fetch(path, { ...options, cache: "no-store", signal: AbortSignal.timeout(SEND_MS_MAX) });
}

/** Sends one: it waits on where the hub is away or busy, and stands as refused where the hub says what is wrong. */
async function send(report) {
  const answer = await fetched("/report/ticket");
  if (!answer.ok) return { ...report, why: "系统繁忙 · The hub is busy" };
  const ticket = await answer.text();
  await new Promise(resolve => setTimeout(resolve, TICKET_AGE_MS));
  const body = new FormData();
  for (const field of FIELDS) body.append(field, report.fields[field]);
  body.append("ticket", ticket);
  body.append("code", report.code);
  for (const photo of report.photos) body.append("photo", new Blob([photo.bytes], { type: photo.type }), photo.name);
  const said = await fetched("/report", { method: "POST", body });
  if (said.ok && said.redirected) return { code: report.code, at: report.at, state: "sent", page: new URL(said.url).search };
  const page = new DOMParser().parseFromString(await said.text(), "text/html");
  const why = page.querySelector("[role=alert]")?.textContent ?? "";
  return { ...report, why, state: said.status === 400 || said.status === 413 ? "refused" : "waiting" };
}

let again = 0;

/** Sends what waits, the oldest first; one page of this browser at a time. */
async function sendAll() {
  clearTimeout(again);
  let wait = AGAIN_MS;
  await navigator.locks.request("beacon-report", { ifAvailable: true }, async lock => {
    if (!lock) return;
    for (const report of (await all()).filter(each => each.state === "waiting")) {
      let next;
      try {
        next = await send(report);
      } catch {
        break; // no connection: it waits on
      }
      await keep(next);
      await show();
      if (next.state === "waiting") {
        wait = BUSY_MS; // the hub has said that it is too much just now
        break;
      }
    }
  });
  if ((await all()).some(each => each.state === "waiting")) again = setTimeout(sendAll, wait);
}

function button(text, act) {
  const node = el("button", { type: "button", class: "small" }, text);
  node.addEventListener("click", act);
  return node;
}

function row(report) {
  const time = new Date(report.at).toLocaleString(undefined, { hour12: false });
  if (report.state === "sent") {
    return el("li", { class: "sent" }, el("p", {}, `✓ 已送达 · Sent · ${time}`),
      el("p", {}, "编号 · Code ", el("a", { class: "code", href: `/report/${report.code}${report.page}` }, report.code)),
      button("知道了 · Done", async () => { await forget(report.code); await show(); }));
  }
  const what = [report.fields.text || report.fields.type, report.photos.length ? `${report.photos.length} 张照片 · photos` : ""].filter(each => each).join(" · ");
  const drop = button("删除 · Delete", async () => {
    if (confirm("删除这份未送达的报告？ · Delete this report, which has not been sent?")) { await forget(report.code); await show(); }
  });
  if (report.state === "refused") {
    return el("li", { class: "refused" }, el("p", { class: "wrong" }, `× 未被接收 · Not taken: ${report.why}`), el("p", {}, what),
      button("再次提交 · Send again", async () => { await keep({ ...report, state: "waiting", why: "" }); await show(); await sendAll(); }), drop);
  }
  return el("li", { class: "waiting" }, el("p", {}, `○ 尚未送达，等待网络 · Not sent yet, waits for a connection · ${time}`), el("p", {}, what), ...(report.why ? [el("p", { class: "hint" }, report.why)] : []), drop);
}

async function show() {
  const reports = await all();
  list.replaceChildren(...(reports.length ? [el("h2", {}, "本机的报告 · Reports on this phone"), el("ul", {}, ...reports.map(row))] : []));
  if (reports.some(each => each.state === "waiting")) {
    list.append(el("p", { class: "hint" }, "请保持本页打开，或有信号时再打开；紧急情况请拨打 119。 · Keep this page open, or open it again with a signal. In an emergency call 119."),
      button("立即重试 · Try now", () => sendAll()));
  }
}

/** What is wrong with what was filled in; empty where it may be kept. */
function wrong(fields, photos, reports) {
  if (!fields.area && !(fields.lat && fields.lon)) return "请选择地点或填写坐标 · Say where: an area or coordinates";
  if (photos.length > PHOTOS_MAX || photos.some(each => each.size > PHOTO_BYTES_MAX)) return "照片过大或过多：最多 3 张，每张不超过 8 MB · Photos too large or too many: up to 3 of 8 MB each";
  if (reports.length >= REPORTS_MAX) return `本机已有 ${REPORTS_MAX} 份报告：请先处理 · ${REPORTS_MAX} reports are on this phone already: clear them first`;
  return "";
}

async function submitted(event) {
  event.preventDefault();
  const submit = form.querySelector("button");
  submit.disabled = true;
  try {
    const data = new FormData(form), photos = data.getAll("photo").filter(each => each.size > 0);
    const fields = Object.fromEntries(FIELDS.map(field => [field, (data.get(field) ?? "").trim()]));
    const why = wrong(fields, photos, await all());
    if (why) return say(why);
    const bytes = await Promise.all(photos.map(async each => ({ name: each.name, type: each.type, bytes: await each.arrayBuffer() })));
    await keep({ code: newCode(), at: Date.now(), state: "waiting", why: "", fields, photos: bytes });
    document.querySelector("[role=alert]")?.remove();
    form.reset();
  } catch {
    return say("本机无法保存这份报告，它没有送出：请重试；紧急情况请拨打 119 · This phone cannot keep the report, and it was not sent: try again; in an emergency call 119");
  } finally {
    submit.disabled = false;
  }
  await show();
  list.tabIndex = -1; // whoever sent it by the keyboard goes on from here
  list.focus();
  list.scrollIntoView();
  await sendAll();
}

/** That a drill goes on is shown where the hub says so now: a page that was kept, or stayed open, must not say what is over. */
async function tellDrill() {
  const mark = document.getElementById("drill");
  const goesOn = await fetch("/report/drill", { cache: "no-store", signal: AbortSignal.timeout(ASK_MS_MAX) }).then(answer => answer.text()).catch(() => "");
  mark.hidden = goesOn !== "true";
}

function watchDrills() {
  setInterval(() => { if (document.visibilityState === "visible") tellDrill(); }, DRILL_AGAIN_MS);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") tellDrill(); });
  return tellDrill();
}

/** Where the browser keeps nothing, the form is sent as it is without script. */
async function start() {
  if (!form || !navigator.locks) return;
  await all();
  form.before(list);
  form.addEventListener("submit", submitted);
  addEventListener("online", () => sendAll());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") sendAll(); });
  navigator.storage?.persist?.();
  await show();
  form.dataset.kept = "ready";
  // Where the browser refuses it, the page does the same but opens with a connection alone.
  navigator.serviceWorker?.register("/report/worker.js", { scope: "/report" }).catch(() => {});
  await sendAll();
}

watchDrills();
start();
