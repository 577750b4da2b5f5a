// The page answers: a crosshair with the figures and headlines of its day, keys, and where it can draw other days
// (`data.zooms`) zoom, lines on and off.

const whole = { from: data.from, to: data.to };
const FEWEST_DAYS = 5;
let view = whole;
let day = null;
let isHeld = false;

const byId = id => document.getElementById(id);
const [chart, bar, card, said] = ['chart', 'bar', 'day', 'said'].map(byId);
const pictures = data.pictures.map((picture, at) => ({ ...picture, svg: document.querySelector(`.picture${at}`) }));
const current = () => pictures.find(picture => picture.svg.getClientRects().length > 0) ?? pictures[0];
const isWhole = () => view.from === whole.from && view.to === whole.to && lines.every(line => line.isShown);

function made(name, attributes = {}, ...children) {
  const one = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  one.append(...children);
  return one;
}

// The picture as it came while everything is shown; else its panels drawn anew.
function draw() {
  const picture = current();
  axes.clear();
  picture.svg.querySelectorAll('.zoomed').forEach(one => one.remove());
  picture.svg.querySelector('.moving').style.display = isWhole() ? '' : 'none';
  if (!isWhole()) picture.svg.append(drawPanels(picture, view));
  sayDaysInSubtitle(picture);
  drawCrosshair();
  buttons.reset.disabled = isWhole();
  buttons.out.disabled = view.from === whole.from && view.to === whole.to;
  buttons.in.disabled = view.to - view.from + 1 <= FEWEST_DAYS;
  lines.forEach((line, at) => buttons.lines[at]?.setAttribute('aria-pressed', String(line.isShown)));
  span.textContent = spellSpan(view.from, view.to);
  [chart.dataset.from, chart.dataset.to] = [view.from, view.to].map(day => dateOf(day).toISOString().slice(0, 10));
}

// The subtitle says the days shown, and the last figures only while these are in view.
function sayDaysInSubtitle(picture) {
  for (const text of picture.svg.querySelectorAll('.staying text')) {
    text.dataset.whole ??= text.textContent;
    const [before, days] = text.dataset.whole.split(' \u00b7 ');
    if (days !== spellSpan(whole.from, whole.to)) continue;
    const isOfAllDays = view.from === whole.from && view.to === whole.to;
    text.textContent = isOfAllDays ? text.dataset.whole : `${before} \u00b7 ${spellSpan(view.from, view.to)}`;
  }
}

function show(from, to) {
  if (!data.zooms) return;
  const length = Math.min(Math.max(Math.round(to - from) + 1, FEWEST_DAYS), whole.to - whole.from + 1);
  const first = Math.min(Math.max(Math.round(from), whole.from), whole.to - length + 1);
  view = { from: first, to: first + length - 1 };
  draw();
  if (day !== null) setDay(day < view.from || day > view.to ? null : day);
}

function zoom(factor, about = day ?? (view.from + view.to) / 2) {
  const length = Math.max((view.to - view.from + 1) * factor, FEWEST_DAYS);
  const part = (about + 0.5 - view.from) / (view.to - view.from + 1);
  const from = about + 0.5 - part * length;
  show(from, from + length - 1);
}

function reset() {
  lines.forEach(line => { line.isShown = true; });
  isHeld = false;
  show(whole.from, whole.to);
}

// The upper panels that a place across belongs to, and the day there.
function placeAcross(clientX) {
  const picture = current();
  const box = picture.svg.getBoundingClientRect();
  const x = ((clientX - box.left) / box.width) * picture.size[0];
  const distance = panel => Math.max(panel.left - x, x - panel.right, 0);
  const panel = picture.panels.reduce((best, one) => (distance(one) < distance(best) ? one : best));
  const part = Math.min(Math.max((x - panel.left) / (panel.right - panel.left), 0), 1);
  const days = view.to - view.from + 1;
  return { day: Math.min(view.from + Math.floor(part * days), view.to), exact: view.from + part * days, isInside: distance(panel) < picture.base };
}

// A hairline through every panel, and a dot on every line.
function drawCrosshair() {
  const picture = current();
  picture.svg.querySelector('.crosshair')?.remove();
  if (day === null) return;
  const out = element('g', { class: 'crosshair' });
  for (const panel of picture.panels.filter(one => shownOf(one).length > 0)) {
    const axis = axisOf(picture, panel, view);
    const scale = scales(panel, view, axis);
    const middle = scale.dayPx >= STEPS_FROM_DAY_PX ? 0.5 : 0;
    const x = fine(scale.x(day + middle));
    out.append(element('path', { d: `M${x} ${panel.top}V${panel.bottom}`, stroke: 'var(--axis)', 'stroke-width': 1 }));
    // Of a view or a picture with marks the script knows the days alone, not where the figures stand.
    if (panel.shows !== 'rates' || !data.zooms) continue;
    for (const line of shownOf(panel)) {
      const point = inForce(line, day);
      if (!point) continue;
      const place = { cx: x, cy: fine(scale.y(point.y)), r: 0.3 * picture.base };
      out.append(element('circle', { ...place, fill: ink(line.at), stroke: 'var(--ground)', 'stroke-width': 2 }));
    }
  }
  picture.svg.append(out);
}

const unitsOf = (line, point) => (point.units === 1 ? line.code : `${point.units} ${line.code}`);

// Cells of a line: label, value, change, per cent.
function figuresOf(line) {
  const point = inForce(line, day);
  if (!point) return { label: line.label, value: words.no_rate, change: '', percent: '', point };
  const old = point.since < dayOf(1998, 0, 1) ? ` ${words.old_rubles}` : '';
  return {
    label: unitsOf(line, point),
    value: point.value + old,
    change: point.change === null ? '' : signed(point.change),
    percent: point.percent === null ? '' : `${signed(point.percent)} %`,
    point,
  };
}

function rowOf(line) {
  const { label: name, value, change, percent, point } = figuresOf(line);
  const swatch = made('span', { class: 'swatch' });
  swatch.style.background = ink(line.at);
  const row = made('tr', {}, made('th', { scope: 'row' }, swatch, name));
  row.append(made('td', {}, value), made('td', {}, change), made('td', {}, percent));
  const isOlder = point && point.since !== day;
  row.append(made('td', { class: 'since' }, isOlder ? `${words.record_of} ${spell(point.since)}` : ''));
  return row;
}

function headlineOf([time, title, source, url]) {
  const item = made('li');
  if (time) item.append(made('time', {}, time), ' ');
  const isWeb = /^https?:/i.test(url);
  const link = { href: url, target: '_blank', rel: 'noopener noreferrer', title: words.opens_elsewhere };
  item.append(isWeb ? made('a', link, title) : title, ' ', made('span', { class: 'source' }, source));
  return item;
}

function fillCard() {
  card.replaceChildren();
  card.hidden = day === null;
  if (day === null) return;
  const rows = lines.filter(line => line.isShown).map(rowOf);
  card.append(made('h2', {}, spell(day)), made('table', {}, made('tbody', {}, ...rows)));
  const headlines = data.headlines[day] ?? [];
  if (headlines.length > 0) card.append(made('ul', { tabindex: '0', 'aria-label': words.headlines }, ...headlines.map(headlineOf)));
  placeCard();
}

// Beside the crosshair, on the side that has room; style sheets of narrow windows put it below the picture.
function placeCard() {
  const picture = current();
  const box = picture.svg.getBoundingClientRect();
  const panel = picture.panels[0];
  const scale = box.width / picture.size[0];
  const x = scales(panel, view, { low: 0, high: 1 }).x(day + 0.5) * scale;
  const [wide, gap] = [card.offsetWidth, 18];
  const isRight = x + gap + wide <= box.width || x < box.width / 2;
  card.style.left = `${Math.min(Math.max(isRight ? x + gap : x - gap - wide, 0), Math.max(box.width - wide, 0))}px`;
  card.style.top = `${chart.offsetTop + panel.top * scale}px`;
}

function setDay(next) {
  day = next;
  if (day === null) isHeld = false;
  chart.dataset.day = day === null ? '' : dateOf(day).toISOString().slice(0, 10);
  chart.classList.toggle('held', isHeld);
  card.classList.toggle('held', isHeld);
  fillCard();
  drawCrosshair();
}

// Said to who listens, not while a key is held down.
let saying = 0;
function say() {
  clearTimeout(saying);
  saying = setTimeout(() => {
    const each = lines.filter(line => line.isShown).map(figuresOf);
    const texts = each.map(one => [one.label, one.value, one.change, one.percent].filter(Boolean).join(' '));
    const count = (data.headlines[day] ?? []).length;
    said.textContent = day === null ? spellSpan(view.from, view.to)
      : `${spell(day)}: ${texts.join('; ')}${count ? `; ${words.headlines}: ${count}` : ''}`;
  }, 250);
}

// From the day of the crosshair to the next record of any line, earlier or later.
function recordBeside(direction) {
  const from = day ?? (direction > 0 ? view.from - 1 : view.to + 1);
  const found = lines.filter(line => line.isShown).flatMap(line => {
    const at = direction > 0 ? placeOf(line.points, from) + 1 : placeOf(line.points, from - 1);
    return line.points[at] ? [Math.max(line.points[at].day, whole.from)] : [];
  });
  return found.length ? Math[direction > 0 ? 'min' : 'max'](...found) : from;
}

function monthBeside(direction) {
  const date = dateOf(day ?? (direction > 0 ? view.from : view.to));
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + direction + 1, 0)).getUTCDate();
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + direction, Math.min(date.getUTCDate(), last));
}

// To a day of the whole chart; the view follows.
function goTo(wanted) {
  const next = Math.min(Math.max(wanted, whole.from), whole.to);
  const shift = next < view.from ? next - view.from : Math.max(next - view.to, 0);
  if (shift !== 0) show(view.from + shift, view.to + shift);
  isHeld = true;
  setDay(next);
  say();
}

const KEYS = {
  ArrowLeft: shift => goTo(shift ? monthBeside(-1) : recordBeside(-1)),
  ArrowRight: shift => goTo(shift ? monthBeside(1) : recordBeside(1)),
  Home: () => goTo(whole.from),
  End: () => goTo(whole.to),
  '+': () => { zoom(0.5); say(); },
  '=': () => { zoom(0.5); say(); },
  '-': () => { zoom(2); say(); },
  '\u2212': () => { zoom(2); say(); },
  0: () => { reset(); say(); },
  Escape: () => { setDay(null); reset(); say(); },
};

chart.addEventListener('keydown', event => {
  const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act(event.shiftKey);
});
