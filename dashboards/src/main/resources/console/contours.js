// Lines of equal height, worked out beside the page: a grid of heights takes longer than a page may stand still.
importScripts("/vendor/d3-array.min.js", "/vendor/d3-contour.min.js");

const STEPS_M = [2, 5, 10, 20, 25, 50, 100, 200, 500];
const LINES_MAX = 24;

addEventListener("message", ({ data: heights }) => postMessage(linesOf(JSON.parse(heights))));

/** For each height its lines of [longitude, latitude]; every fifth is a main one, which has its height written on it. */
function linesOf({ columns, rows, west, north, cell, metres }) {
  const [low, high] = d3.extent(metres), step = STEPS_M.find(each => (high - low) / each <= LINES_MAX) ?? STEPS_M.at(-1);
  const isKnown = (x, y) => x >= 0 && y >= 0 && x < columns && y < rows && metres[y * columns + x] !== null;
  // A line stands between the middles of cells; where one of these is beyond the edge or not known, the ring only closes itself there.
  const isLine = ([x, y]) => [Math.floor(x - 0.5), Math.ceil(x - 0.5)].every(column => [Math.floor(y - 0.5), Math.ceil(y - 0.5)].every(row => isKnown(column, row)));
  const place = ([x, y]) => [west + x * cell, north - y * cell];
  const heights = d3.range(Math.ceil(low / step) * step, high, step).filter(each => each !== 0);
  return d3.contours().size([columns, rows]).thresholds(heights)(metres.map(each => each ?? NaN))
    .map(({ value, coordinates }) => ({ metres: value, isMain: Math.round(value / step) % 5 === 0, lines: coordinates.flat().flatMap(ring => pieces(ring, isLine)).map(line => line.map(place)) }));
}

/** A ring without what only closes it. */
function pieces(ring, isLine) {
  const cut = ring.findIndex(at => !isLine(at));
  if (cut < 0) return [ring];
  const all = [[]];
  for (const at of [...ring.slice(cut, -1), ...ring.slice(0, cut)]) {
    if (isLine(at)) all.at(-1).push(at);
    else if (all.at(-1).length) all.push([]);
  }
  return all.filter(line => line.length > 1);
}
