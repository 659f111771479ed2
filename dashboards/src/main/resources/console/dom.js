// Elements are only ever made here: texts go in as text, so nothing that a device says becomes markup.
const SVG = "http://www.w3.org/2000/svg";

/** Marks that turn the direction of the words around them: a name with one could write over what stands beside it. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const straight = text => (typeof text === "string" ? text.replace(TURNING, "\ufffd") : text);

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children) if (child != null && child !== false) node.append(straight(child));
  return node;
}

export const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
export const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
export const byId = id => document.getElementById(id);

/** Sets a text only where it differs, so that selections and screen readers are left in peace. */
export function say(node, text) {
  const shown = straight(text);
  if (node.textContent !== shown) node.textContent = shown;
}

/**
 * Gives a node these children in this order and moves only those that must move: an element that is put in anew is styled and
 * laid out anew, and loses its focus. Where either of two could move, the one that has the focus stays.
 */
export function settle(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  let before = parent.firstChild;
  for (const child of children) {
    // What stands here comes later in the new order, and is moved when its turn comes.
    if (before !== child && before?.nextSibling === child && !before.contains(document.activeElement)) before = child;
    if (child === before) before = before.nextSibling;
    else parent.insertBefore(child, before);
  }
}

const STOPS = "a, button, input, select, textarea, summary, [tabindex]";
const isShown = node => node.isConnected && node.checkVisibility();

/** Whoever works by the keyboard never loses the focus: where its place is gone, the same place of what came instead has it, else a neighbour, else the page. */
export function keepFocus(part, change) {
  const active = document.activeElement, before = [...part.querySelectorAll(STOPS)], at = before.indexOf(active), name = active?.getAttribute?.("name");
  change();
  if (at < 0 || isShown(active)) return;
  const stops = [...part.querySelectorAll(STOPS)].filter(isShown);
  (stops.find(each => name && each.getAttribute("name") === name) ?? stops[Math.min(at, stops.length - 1)] ?? part.closest("main"))?.focus({ preventScroll: true });
}

const SHAPES = { alarm: "M8 1l7 14H1z", supervisory: "M8 0l8 8-8 8-8-8z", trouble: "M2 2h12v12H2z" };

/** Each kind has a shape of its own: a triangle, a diamond, a square. */
export const shapePath = kind => SHAPES[kind] ?? SHAPES.trouble;
export const shape = kind => svg("svg", { viewBox: "0 0 16 16", class: "shape", "aria-hidden": "true" }, svg("path", { d: shapePath(kind) }));
