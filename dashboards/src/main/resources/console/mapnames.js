// Where names on the map stand, so that none runs over another.
/** About how long a text is: Chinese letters are square, others half as wide. */
export const lengthOf = (text, size) => [...text].reduce((sum, c) => sum + (c > "\u2e7f" ? 1 : 0.55), 0) * size;
export const apart = (a, b) => a.right < b.x || b.right < a.x || a.y < b.top || b.y < a.top;

/** Where a name beside a point crosses nothing that is taken and none of the others, and stays on the map, and takes it; else none, and it shows under the pointer. */
export function spotFor(name, [x, y], { letter, taken, others = [], width, height, gap = 30 }) {
  const length = lengthOf(name, letter);
  for (const [left, base] of [[x + gap, y + letter * 0.4], [x - gap - length, y + letter * 0.4], [x - length / 2, y - gap], [x - length / 2, y + gap + letter * 0.6]]) {
    const spot = { x: left, right: left + length, top: base - letter, y: base + letter * 0.3 };
    if (left >= 0 && spot.right <= width && spot.top >= 0 && spot.y <= height && [taken, others].every(all => all.every(each => apart(spot, each)))) {
      taken.push(spot);
      return { x: left, y: base };
    }
  }
  return null;
}

/** A name in so many lines, about equally long: Chinese breaks anywhere, others between words. */
function lines(name, count) {
  if (count === 1) return [name];
  const words = name.includes(" ") ? name.split(" ").map(word => `${word} `) : [...name], aim = lengthOf(name, 1) / count, all = [""];
  for (const word of words) {
    if (all.length < count && all.at(-1) && lengthOf(all.at(-1) + word, 1) > aim + 0.6) all.push("");
    all[all.length - 1] += word;
  }
  return all.map(line => line.trim());
}

/** Whether a point is in a ring, by how often a ray crosses it. */
export function isInside([x, y], ring) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i], [bx, by] = ring[j];
    if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

const STEPS = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.15, 0.85, 0.1, 0.9];

/** Where in a ring a name has most room, in one line or more: within it, out of the rings to avoid, over as few dots as can be. Null where there is no room. */
export function roomIn(ring, name, { letter, taken, dots, avoid }) {
  const xs = ring.map(p => p[0]), ys = ring.map(p => p[1]), left = Math.min(...xs), right = Math.max(...xs), top = Math.min(...ys), bottom = Math.max(...ys);
  let best = null, least = 4;
  for (const [count, size] of [[1, letter], [2, letter], [3, letter], [2, letter * 0.8], [3, letter * 0.8]]) {
    const text = lines(name, count), wide = Math.max(...text.map(line => lengthOf(line, size))), high = text.length * size * 1.25;
    // A Chinese name is not torn into bits.
    if (wide > right - left || high > bottom - top || count > 2 && !name.includes(" ") && name.length < 8) continue;
    for (const v of STEPS) for (const u of STEPS) {
      const x = left + (right - left) * u, y = top + (bottom - top) * v;
      const spot = { x: x - wide / 2, right: x + wide / 2, top: y - high / 2, y: y + high / 2 };
      const corners = [[spot.x, spot.top], [spot.right, spot.top], [spot.x, spot.y], [spot.right, spot.y], [x, y]];
      if (corners.some(each => !isInside(each, ring) || avoid.some(other => isInside(each, other))) || !taken.every(each => apart(spot, each))) continue;
      const hidden = dots.filter(([dx, dy]) => dx > spot.x - 4 && dx < spot.right + 4 && dy > spot.top - 2 && dy < spot.y + 2).length;
      const cost = hidden + (Math.abs(u - 0.5) + Math.abs(v - 0.5)) * 0.9 + (count - 1) * 0.5 + (size < letter ? 1 : 0);
      if (cost < least) { least = cost; best = { spot, text, x, size }; }
    }
  }
  if (best) taken.push(best.spot);
  return best;
}
