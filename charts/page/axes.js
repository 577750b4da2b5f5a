// The axes of shorter spans: round figures, and dates where people would put them. The rules are those of
// src/chart/scale/value_axis.rs and src/chart/scale/date_axis.rs, so that a page zoomed in looks like a picture of these days.

function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1e-12)));
  return [1, 2, 5].map(factor => factor * power).find(step => step >= least * 0.75) ?? 10 * power;
}

function ticksOf(low, high, step) {
  const first = Math.ceil(low / step - 1e-9);
  const ticks = [];
  for (let at = 0; at < 20 && (first + at) * step <= high + step * 1e-9; at += 1) ticks.push((first + at) * step + 0);
  return ticks;
}

function figure(tick, step) {
  if (Math.abs(tick) < step * 1e-9) return '0';
  let digits = 0;
  for (; digits < 9; digits += 1) {
    const scaled = step * 10 ** digits;
    if (scaled > 0.5 && Math.abs(scaled - Math.round(scaled)) < 1e-6) break;
  }
  return tick.toFixed(digits).replace('-', MINUS);
}

// An axis for lines between two values, with about so many figures.
function rateAxis([low, high], wanted) {
  if (high <= low) {
    const half = Math.max(Math.abs(high), 1e-4) * 0.01;
    [low, high] = [high - half, high + half];
  } else {
    const height = high - low;
    low = low >= 0 && low < high * 0.25 ? 0 : low - height * 0.06;
    high += height * 0.06;
  }
  let count = Math.min(Math.max(wanted, 1), 12);
  let step = roundStep((high - low) / count);
  while (ticksOf(low, high, step).length < 2 && count < 12) {
    count += 1;
    step = roundStep((high - low) / count);
  }
  return { low, high, ticks: ticksOf(low, high, step), text: tick => figure(tick, step) };
}

// An axis for bars, as far up as down: zero and one round figure on each side.
function changeAxis(most) {
  const farthest = most > 0 ? most : 1;
  const power = 10 ** Math.floor(Math.log10(farthest));
  const step = [8, 6, 5, 4, 3, 2, 1.5, 1, 0.8].map(factor => factor * power).find(one => one <= farthest * 0.98) ?? power;
  const text = tick => (tick > 0 ? '+' : '') + figure(tick, step);
  return { low: -farthest * 1.04, high: farthest * 1.04, ticks: [-step, 0, step], text };
}

const MOST_LABELS = 17;
const STEPS = [
  ['days', 1], ['weeks', 1], ['weeks', 2], ['months', 1], ['months', 3], ['months', 6],
  ['years', 1], ['years', 2], ['years', 5], ['years', 10], ['years', 20],
];
const DAYS_OF = { days: 1, weeks: 7, months: 30.4, years: 365.2 };

// The days from `from` to `to` that get a label.
function labelledDays(kind, count, from, to) {
  const days = [];
  const start = dateOf(from);
  if (kind === 'days' || kind === 'weeks') {
    const toMonday = kind === 'weeks' ? (8 - (start.getUTCDay() || 7)) % 7 : 0;
    for (let day = from + toMonday; day <= to; day += DAYS_OF[kind] * count) days.push(day);
    return days;
  }
  const months = kind === 'years' ? 12 * count : count;
  let month = start.getUTCFullYear() * 12 + start.getUTCMonth();
  for (month -= month % months; ; month += months) {
    const day = dayOf(Math.floor(month / 12), month % 12, 1);
    if (day > to) return days;
    if (day >= from) days.push(day);
  }
}

// The year in bold where it begins, and at the first label when none begins in the span.
function dateLabels(days, kind) {
  const hasJanuary = days.some(day => dateOf(day).getUTCMonth() === 0 && dateOf(day).getUTCDate() === 1);
  return days.map((day, at) => {
    const date = dateOf(day);
    const before = at > 0 ? dateOf(days[at - 1]) : null;
    const isFine = kind === 'days' || kind === 'weeks';
    // After a day, Russian May has another ending.
    const months = isFine ? words.months_short_of : words.months_short;
    const [year, month] = [date.getUTCFullYear(), months[date.getUTCMonth()]];
    const place = isFine ? day + 0.5 : day;
    if (kind === 'years' || (kind === 'months' && date.getUTCMonth() === 0)) {
      return { place, text: String(year), isBold: true, isYear: true };
    }
    if (kind === 'months') return { place, text: before || hasJanuary ? month : `${month} ${year}`, isBold: false };
    const isNewYear = before && before.getUTCFullYear() !== year;
    if (isNewYear) return { place, text: `${date.getUTCDate()} ${month} ${year}`, isBold: true };
    const isNewMonth = !before || before.getUTCMonth() !== date.getUTCMonth();
    return { place, text: isNewMonth ? `${date.getUTCDate()} ${month}` : String(date.getUTCDate()), isBold: false };
  });
}

const ruler = document.createElement('canvas').getContext('2d');
// As the style sheet has it for the pictures.
ruler.textRendering = 'geometricPrecision';

function widthOf(text, size, isBold) {
  ruler.font = `${isBold ? 'bold ' : ''}${size}px ${getComputedStyle(document.body).fontFamily}`;
  return ruler.measureText(text).width;
}

// The finest labels that have room on `room` pixels.
function dateTicks(from, to, room, size) {
  const length = to - from + 1;
  for (const [kind, count] of STEPS) {
    if (length > DAYS_OF[kind] * count * (MOST_LABELS + 1) || (kind === 'weeks' && length > 75)) continue;
    const labels = dateLabels(labelledDays(kind, count, from, to), kind);
    const place = label => ((label.place - from) / length) * room;
    const half = label => widthOf(label.text, size, label.isBold) / 2;
    const hasRoom = labels.every((label, at) => {
      const before = labels[at - 1];
      return !before || place(label) - place(before) >= half(label) + half(before) + 1.1 * size;
    });
    if (labels.length > 0 && labels.length <= MOST_LABELS && hasRoom) return labels;
  }
  return [];
}
