// Draws the panels of a picture for other days or fewer lines, as src/chart/draw does.

const SVG = 'http://www.w3.org/2000/svg';
const STEPS_FROM_DAY_PX = 9;

function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const ink = line => `var(--ink${line % 8})`;
// Inks repeat after eight lines, so the next eight are dashed and the others dotted.
const dashOf = (line, base) => (line < 8 ? {} : { 'stroke-dasharray': `${(line < 16 ? 0.5 : 0.12) * base} ${0.35 * base}` });
const crisp = (place, width) => (Math.round(width) % 2 === 0 ? Math.round(place) : Math.floor(place) + 0.5);
const fine = place => Math.round(place * 20) / 20;

// The scales of a panel; days of the view count as whole ones.
function scales(panel, view, axis) {
  const dayPx = (panel.right - panel.left) / (view.to - view.from + 1);
  return {
    dayPx,
    x: day => panel.left + (day - view.from) * dayPx,
    y: value => panel.bottom - ((value - axis.low) / (axis.high - axis.low)) * (panel.bottom - panel.top),
  };
}

// The points of a run that are in force in view, the first from the view's first day on and the last to its last: as
// in a picture of these days.
function seen(run, view) {
  const points = run.slice(Math.max(placeOf(run, view.from), 0), placeOf(run, view.to) + 1);
  const cut = point => ({ ...point, day: Math.max(point.day, view.from), end: Math.min(point.end, view.to) });
  return points.filter(point => point.end >= view.from).map(cut);
}

const valuesInView = (line, view) => line.runs.flatMap(run => seen(run, view)).map(point => point.y);

function changesInView(line, view) {
  const from = placeOf(line.points, view.from - 1) + 1;
  return line.points.slice(from, placeOf(line.points, view.to) + 1).filter(point => point.bar !== null);
}

const shownOf = panel => panel.lines.map(at => lines[at]).filter(line => line.isShown);

// The axes of what is shown now: the crosshair asks for them with every move.
const axes = new Map();

function axisOf(picture, panel, view) {
  if (!axes.has(panel)) axes.set(panel, newAxis(picture, panel, view));
  return axes.get(panel);
}

function newAxis(picture, panel, view) {
  if (panel.shows === 'rates') {
    const values = shownOf(panel).flatMap(line => valuesInView(line, view));
    const wanted = Math.min(Math.floor((panel.bottom - panel.top) / (4.2 * picture.base)), 7);
    return rateAxis(values.reduce(([low, high], y) => [Math.min(low, y), Math.max(high, y)], [Infinity, -Infinity]), wanted);
  }
  // Bars of lines that share a scale share theirs.
  const home = picture.panels.find(one => one.shows === 'rates' && one.lines.includes(panel.lines[0])) ?? panel;
  const bars = shownOf(home).flatMap(line => changesInView(line, view).map(point => Math.abs(point.bar)));
  return changeAxis(bars.reduce((most, bar) => Math.max(most, bar), 0));
}

// Every figure, or every second or third where they would stand too close; zero always.
function roomyTicks(picture, axis, y) {
  const apart = Math.abs(y(axis.ticks[0]) - y(axis.ticks[1]));
  const every = Math.min(Math.max(Math.ceil((1.2 * picture.axis) / apart), 1), 20);
  const zero = Math.max(axis.ticks.findIndex(tick => Math.abs(tick) < 1e-12), 0);
  return axis.ticks.filter((_, at) => Math.abs(at - zero) % every === 0);
}

function drawGrid(out, picture, panel, axis, scale, dates) {
  const hair = Math.max(Math.round(picture.base / 16), 1);
  const place = { size: picture.axis, fill: 'var(--muted)' };
  let [grid, foot] = ['', ''];
  for (const tick of roomyTicks(picture, axis, scale.y)) {
    grid += `M${panel.left} ${crisp(scale.y(tick), hair)}H${panel.right}`;
    out.append(label(axis.text(tick), panel.left - 0.6 * picture.base, scale.y(tick) + 0.36 * picture.axis, { ...place, anchor: 'end' }));
  }
  for (const tick of dates.filter(one => one.isYear)) grid += `M${crisp(scale.x(tick.place), hair)} ${panel.top}V${panel.bottom}`;
  out.append(element('path', { d: grid, stroke: 'var(--grid)', 'stroke-width': hair }));
  if (panel.shows === 'changes') foot += `M${panel.left} ${crisp(scale.y(0), hair)}H${panel.right}`;
  if (panel.lowest) {
    const y = crisp(panel.bottom, hair);
    foot += `M${panel.left} ${y}H${panel.right}`;
    for (const tick of dates) {
      foot += `M${crisp(scale.x(tick.place), hair)} ${y}v${Math.round(0.32 * picture.base)}`;
      const half = widthOf(tick.text, picture.axis, tick.isBold) / 2;
      const x = scale.x(tick.place);
      if (x - half < 2 || x + half > picture.size[0] - 2) continue;
      const style = { size: picture.axis, anchor: 'middle', isBold: tick.isBold, fill: tick.isBold ? 'var(--text)' : 'var(--muted)' };
      out.append(label(tick.text, x, panel.bottom + 1.5 * picture.axis, style));
    }
  }
  if (foot) out.append(element('path', { d: foot, stroke: 'var(--axis)', 'stroke-width': hair }));
}

function label(text, x, y, { size, anchor = 'start', isBold = false, fill }) {
  const attributes = { x: fine(x), y: fine(y), 'font-size': size, 'text-anchor': anchor, fill };
  return element('text', isBold ? { ...attributes, 'font-weight': 'bold' } : attributes, text);
}

// A rate holds until the next one; closer together than that shows, a straight line from record to record.
function pathOf(points, scale) {
  const isStepped = scale.dayPx >= STEPS_FROM_DAY_PX;
  const corners = [];
  points.forEach((point, at) => {
    const isLast = at === points.length - 1;
    corners.push([point.day, point.y]);
    if (isStepped || isLast) corners.push([point.end + 1, point.y]);
    else if (point.end + 1 - point.day >= 5) corners.push([point.end, point.y]);
  });
  return corners.map(([day, y], at) => `${at ? 'L' : 'M'}${fine(scale.x(day))} ${fine(scale.y(y))}`).join('');
}

// What a panel shows, cut at its frame.
function frameOf(panel) {
  const [x, y, width, height] = [panel.left, panel.top - 3, panel.right - panel.left, panel.bottom - panel.top + 6];
  return element('svg', { x, y, width, height, viewBox: `${x} ${y} ${width} ${height}` });
}

function drawLines(out, picture, panel, view, scale) {
  const frame = frameOf(panel);
  for (const line of shownOf(panel).reverse()) {
    for (const run of line.runs) {
      const points = seen(run, view);
      if (points.length === 0) continue;
      const part = points.length > panel.right - panel.left ? 0.085 : 0.13;
      const width = fine(Math.max(part * picture.base, 1));
      const stroke = { stroke: ink(line.at), 'stroke-width': width, ...dashOf(line.at, picture.base) };
      frame.append(element('path', { d: pathOf(points, scale), ...stroke }));
    }
  }
  out.append(frame);
}

// Bars of whole pixels; where several days share a pixel, one bar over all their changes.
function drawBars(out, picture, panel, view, scale) {
  const line = lines[panel.lines[0]];
  if (!line.isShown) return;
  const width = Math.min(Math.max(Math.floor(0.62 * scale.dayPx), 1), Math.floor(1.5 * picture.base));
  const bars = new Map();
  for (const point of changesInView(line, view)) {
    const x = crisp(scale.x(point.day + 0.5), width);
    const [top, bottom] = bars.get(x) ?? [0, 0];
    bars.set(x, [Math.max(top, point.bar), Math.min(bottom, point.bar)]);
  }
  const d = [...bars].map(([x, [top, bottom]]) => `M${x} ${fine(scale.y(bottom))}V${fine(scale.y(top))}`).join('');
  const frame = frameOf(panel);
  frame.append(element('path', { d, stroke: ink(line.at), 'stroke-width': width }));
  out.append(frame);
}

// Heights near their wishes, none on another, between two edges.
function spread(wishes, height, from, to) {
  const order = wishes.map((wish, at) => ({ wish, at })).sort((a, b) => a.wish - b.wish);
  const blocks = [];
  const topOf = block => Math.max(Math.min(block.sum / block.members.length, to - block.members.length * height), from);
  for (const { wish, at } of order) {
    let block = { sum: wish, members: [at] };
    while (blocks.length && topOf(blocks.at(-1)) + blocks.at(-1).members.length * height > topOf(block)) {
      const above = blocks.pop();
      const lower = above.members.length * block.members.length * height;
      block = { sum: above.sum + block.sum - lower, members: [...above.members, ...block.members] };
    }
    blocks.push(block);
  }
  const tops = [];
  for (const block of blocks) block.members.forEach((at, place) => { tops[at] = topOf(block) + place * height; });
  return tops;
}

// A dot where each line ends in view, and its label beside.
function drawEnds(out, picture, panel, view, scale) {
  const [first, second] = panel.ends;
  const ends = shownOf(panel).flatMap(line => {
    const point = line.points[placeOf(line.points, view.to)];
    return point && point.end >= view.from ? [{ line, point, day: Math.min(point.end, view.to) + 1 }] : [];
  });
  const height = first * 1.04 + second * 1.25;
  const above = first * (0.8 - 0.36);
  const wishes = ends.map(end => scale.y(end.point.y) - above);
  const tops = spread(wishes, height, panel.top - 0.5 * picture.base, panel.bottom + 0.5 * picture.axis);
  ends.forEach(({ line, point, day }, at) => {
    const [x, y] = [panel.right + 0.75 * picture.base, tops[at] + first * 0.8];
    const radius = Math.max(0.22 * picture.base, 1.8);
    // The figure beside a line is the one drawn: of the units that the label names.
    const value = point.isAsPublished ? point.value : point.y.toFixed(10);
    const digits = digitsOf(value);
    const style = { size: first, isBold: true, fill: ink(line.at) };
    const [endX, endY] = [scale.x(day), scale.y(point.y)];
    if (Math.abs(tops[at] - wishes[at]) > 0.45 * first || panel.right - endX > picture.base) {
      const corners = `M${fine(endX)} ${fine(endY)}L${panel.right + 0.15 * picture.base} ${fine(endY)}L${fine(x - 0.19 * picture.base)} ${fine(tops[at] + above)}`;
      // To the label of a line that ends far from it: a whole line would look like more rates.
      const isFar = panel.right - endX > 2 * picture.base;
      const dots = `${Math.max(0.1 * picture.base, 1)} ${Math.max(0.45 * picture.base, 4)}`;
      const dotted = isFar ? { 'stroke-dasharray': dots } : {};
      out.append(element('path', { d: corners, stroke: ink(line.at), 'stroke-width': 1, ...dotted }));
    }
    out.append(element('circle', { cx: fine(endX), cy: fine(endY), r: radius, fill: ink(line.at) }));
    const text = `${line.label} ${rounded(value, digits)}`;
    // A figure of another time may have a digit more than the picture has room for.
    const room = (picture.size[0] - 0.4 * picture.base - x) / widthOf(text, first, true);
    out.append(label(text, x, y, { ...style, size: fine(first * Math.min(room, 1)) }));
    if (second > 0 && point.bar !== null) {
      const change = signed(rounded(point.isAsPublished ? point.change : point.bar.toFixed(10), digits));
      out.append(label(change, x, y + first * 0.24 + second * 0.9, { size: second, fill: ink(line.at) }));
    }
  });
}

function drawHeading(out, panel) {
  if (!panel.heading) return;
  const { text, size, baseline, bold, ink: own } = panel.heading;
  const made = label(text, panel.left, baseline, { size, isBold: bold, fill: own === null ? 'var(--muted)' : ink(own) });
  if (shownOf(panel).length === 0) made.setAttribute('class', 'off');
  out.append(made);
}

// All panels of a picture for the days of a view.
function drawPanels(picture, view) {
  const out = element('g', { class: 'zoomed' });
  for (const panel of picture.panels) {
    const dates = dateTicks(view.from, view.to, panel.right - panel.left, picture.axis);
    drawHeading(out, panel);
    if (shownOf(panel).length === 0) {
      const nothing = { low: 0, high: 1, ticks: [], text: String };
      if (panel.lowest) drawGrid(out, picture, panel, nothing, scales(panel, view, nothing), dates);
      continue;
    }
    const axis = axisOf(picture, panel, view);
    const scale = scales(panel, view, axis);
    drawGrid(out, picture, panel, axis, scale, dates);
    if (panel.shows === 'changes') {
      drawBars(out, picture, panel, view, scale);
    } else if (Number.isFinite(axis.low)) {
      drawLines(out, picture, panel, view, scale);
      drawEnds(out, picture, panel, view, scale);
    }
  }
  return out;
}
