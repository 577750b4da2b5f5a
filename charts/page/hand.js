// Mouse and fingers. Dragging a mouse marks the days to be shown; two fingers spread them; a click holds the day.

const fingers = new Map();
let drag = null;
const mark = made('div', { id: 'mark', hidden: '' });
chart.append(mark);

function placeMark(x) {
  const box = chart.getBoundingClientRect();
  mark.hidden = false;
  mark.style.left = `${Math.min(drag.x, x) - box.left}px`;
  mark.style.width = `${Math.abs(x - drag.x)}px`;
}

function endDrag() {
  drag = null;
  mark.hidden = true;
}

// Two fingers keep the days they stand on.
function pinch() {
  const [left, right] = [...fingers.values()].sort((a, b) => a.x - b.x);
  const box = current().svg.getBoundingClientRect();
  const panel = current().panels[0];
  const scale = box.width / current().size[0];
  const part = finger => (finger.x - box.left - panel.left * scale) / ((panel.right - panel.left) * scale);
  const [a, b] = [part(left), part(right)];
  if (b - a < 0.02) return;
  const length = (right.exact - left.exact) / (b - a);
  const from = left.exact - a * length;
  if (length > 0) show(from, from + length - 1);
}

chart.addEventListener('pointerdown', event => {
  if (event.button !== 0) return;
  fingers.set(event.pointerId, { x: event.clientX, exact: placeAcross(event.clientX).exact });
  if (data.zooms && event.pointerType === 'mouse' && placeAcross(event.clientX).isInside) {
    drag = { x: event.clientX, isMoved: false };
    chart.setPointerCapture(event.pointerId);
  }
});

chart.addEventListener('pointermove', event => {
  const place = placeAcross(event.clientX);
  const finger = fingers.get(event.pointerId);
  if (finger) finger.x = event.clientX;
  if (fingers.size === 2) {
    pinch();
    return;
  }
  if (drag && Math.abs(event.clientX - drag.x) > 5) drag.isMoved = true;
  if (drag?.isMoved) placeMark(event.clientX);
  if (!isHeld || finger) setDay(place.isInside ? place.day : null);
});

chart.addEventListener('pointerup', event => {
  fingers.delete(event.pointerId);
  const place = placeAcross(event.clientX);
  if (drag?.isMoved) {
    const [from, to] = [placeAcross(drag.x).day, place.day].sort((a, b) => a - b);
    endDrag();
    setDay(null);
    show(from, to);
  } else if (place.isInside) {
    isHeld = event.pointerType === 'mouse' ? !isHeld : true;
    setDay(place.day);
  }
  endDrag();
});

for (const kind of ['pointercancel', 'lostpointercapture']) {
  chart.addEventListener(kind, event => { fingers.delete(event.pointerId); endDrag(); });
}
chart.addEventListener('pointerleave', event => {
  if (event.pointerType !== 'mouse') fingers.delete(event.pointerId);
  else if (!isHeld && !drag) setDay(null);
});
chart.addEventListener('dblclick', reset);
// A touchpad's pinch comes as a wheel with Ctrl.
chart.addEventListener('wheel', event => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  zoom(Math.exp(event.deltaY / 100), placeAcross(event.clientX).day);
}, { passive: false });

function button(text, name, act) {
  const one = made('button', { type: 'button', 'aria-label': name, title: name }, text);
  one.addEventListener('click', act);
  return one;
}

// The last line shown stays: a chart of nothing helps nobody.
function lineButton(line) {
  const swatch = made('span', { class: 'swatch' });
  swatch.style.background = ink(line.at);
  const one = made('button', { type: 'button', 'aria-pressed': 'true', title: line.name }, swatch, line.label);
  one.addEventListener('click', () => {
    if (line.isShown && lines.filter(other => other.isShown).length === 1) return;
    line.isShown = !line.isShown;
    draw();
    fillCard();
  });
  return one;
}

const span = made('span', { id: 'span' });
const buttons = {
  lines: data.zooms && lines.length > 1 ? lines.map(lineButton) : [],
  in: button('+', words.zoom_in, () => zoom(0.5)),
  out: button('\u2212', words.zoom_out, () => zoom(2)),
  reset: button(words.reset, words.reset, reset),
};

function begin() {
  const group = made('div', { role: 'group', 'aria-label': words.lines }, ...buttons.lines);
  bar.append(group, span, made('div', {}, buttons.in, buttons.out, buttons.reset));
  bar.hidden = !data.zooms;
  byId('keys').hidden = false;
  const role = { role: 'application', tabindex: '0', 'aria-label': `${words.chart}: ${words.chart_keys}`, 'aria-describedby': 'keys' };
  for (const [key, value] of Object.entries(role)) chart.setAttribute(key, value);
  addEventListener('resize', () => { draw(); fillCard(); });
  draw();
}

begin();
