// What stands in the page: its lines with every record, and what is known of a day.

const data = JSON.parse(document.getElementById('data').textContent);
const words = data.words;
const MINUS = '\u2212';

const column = text => text.split(',');

// Figures as whole numbers of their last digit: differences of these are exact, those of floats are not.
function difference(text, before) {
  const digits = Math.max(...[text, before].map(one => (one.split('.')[1] ?? '').length));
  const whole = one => {
    const [int, part = ''] = one.split('.');
    return BigInt(int + part.padEnd(digits, '0'));
  };
  const units = whole(text) - whole(before);
  const all = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  const sign = units < 0n ? '-' : '';
  return digits ? `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}` : sign + all;
}

// One column of text becomes one point for each record: what is drawn (`y`, `bar`) and what was published.
function pointsOf(run, nominal) {
  const [days, values, changes, percents] = [run.days, run.values, run.changes, run.percents].map(column);
  const [drawn, nominals] = [run.drawn, run.nominals].map(column);
  const points = [];
  if (run.values === '') return points;
  let day = 0;
  values.forEach((value, at) => {
    day += Number(days[at]);
    const before = points[at - 1];
    const y = Number(drawn[at] || value);
    const change = changes[at] === '-' ? null : changes[at] || difference(value, values[at - 1]);
    if (before) before.end = day - 1;
    points.push({
      day, y, value, change,
      isAsPublished: drawn[at] === '' && (!before || before.isAsPublished),
      bar: before ? y - before.y : run.bar,
      percent: percents[at] || null,
      units: Number(nominals[at] || nominal),
      since: at === 0 && run.since !== null ? run.since : day,
      end: run.to,
    });
  });
  return points;
}

const lines = data.lines.map((line, at) => {
  const runs = line.runs.map(run => pointsOf(run, line.nominal)).filter(points => points.length > 0);
  return { ...line, at, runs, points: runs.flat(), isShown: true };
});

// The place of the last point of `day` or before; -1 when there is none.
function placeOf(points, day) {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle].day <= day) low = middle + 1; else high = middle;
  }
  return low - 1;
}

// The record in force on a day, by the rule of the program: never over days that nobody asked about.
function inForce(line, day) {
  const point = line.points[placeOf(line.points, day)];
  return point && day <= point.end ? point : null;
}

const dateOf = day => new Date(day * 864e5);
const dayOf = (year, month, date) => Math.round(Date.UTC(year, month, date) / 864e5);

function spell(day) {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${words.months_of[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

function spellSpan(from, to) {
  const [first, last] = [dateOf(from), dateOf(to)];
  if (from === to) return spell(to);
  if (first.getUTCFullYear() !== last.getUTCFullYear()) return `${spell(from)} ${words.dash} ${spell(to)}`;
  if (first.getUTCMonth() !== last.getUTCMonth()) {
    return `${first.getUTCDate()} ${words.months_of[first.getUTCMonth()]} ${words.dash} ${spell(to)}`;
  }
  return `${first.getUTCDate()}\u2013${spell(to)}`;
}

// A figure with a real minus, and a plus above zero.
function signed(text) {
  if (text.startsWith('-')) return MINUS + text.slice(1);
  return /[1-9]/.test(text) ? `+${text}` : text;
}

// Rounded half up to some digits, on the text: floats would round 0.005 either way.
function rounded(text, digits) {
  const isNegative = text.startsWith('-');
  const [int, part = ''] = text.replace('-', '').split('.');
  const kept = (part + '0'.repeat(digits + 1)).slice(0, digits + 1);
  const units = (BigInt(int + kept) + 5n) / 10n;
  const all = units.toString().padStart(digits + 1, '0');
  const figure = digits ? `${all.slice(0, -digits)}.${all.slice(-digits)}` : all;
  return isNegative && units > 0n ? `-${figure}` : figure;
}

// Two digits; four below a ruble: as the labels of the picture.
const digitsOf = value => (Number(value) < 1 ? 4 : 2);
