// Opens pages of `rates chart` in chromium and does what a reader does. Usage: check.mjs RATES FOLDER MODULES.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFileSync, statSync } from 'node:fs';

const [rates, folder, modules] = process.argv.slice(2);
const require = createRequire(join(modules, 'x.js'));
const { chromium } = require('playwright-core');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const MINUS = '\u2212';

const run = (...words) => execFileSync(rates, ['-q', ...words], { encoding: 'utf8' });

function draw(name, ...words) {
  const path = join(folder, name);
  run('chart', '-o', path, ...words);
  return path;
}

// The figures of the store for a day, as the card writes them.
function figures(day, ...codes) {
  const { rates: found } = JSON.parse(run('show', ...codes, '--on', day, '--format', 'json').replace(/:(-?\d+\.\d+)/g, ':"$1"'));
  const signed = text => (text.startsWith('-') ? MINUS + text.slice(1) : /[1-9]/.test(text) ? `+${text}` : text);
  return found.map(one => {
    const code = one.nominal === 1 ? one.currency : `${one.nominal} ${one.currency}`;
    return [code, one.value, signed(one.change), `${signed(one.change_pct)} %`];
  });
}

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });

// A page that has to stay silent, on the console and on the network, but for the file itself.
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, ...options });
  const page = await context.newPage();
  const address = pathToFileURL(path).href;
  const faults = [];
  page.on('console', message => faults.push(`console: ${message.text()}`));
  page.on('pageerror', error => faults.push(`error: ${error.message}`));
  page.on('request', request => {
    if (request.url() !== address && !request.url().startsWith('data:')) faults.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return { page, faults, close: async () => { assert.deepEqual(faults, []); await context.close(); } };
}

const chart = page => page.locator('#chart');
const shown = page => chart(page).evaluate(one => [one.dataset.from, one.dataset.to]);
const day = page => chart(page).evaluate(one => one.dataset.day);
const cells = async page => (await page.locator('#day tr').all()).reduce(async (all, row) => {
  const texts = await row.locator('th, td').allTextContents();
  return [...await all, texts.slice(0, 4)];
}, Promise.resolve([]));

async function press(page, key, times = 1) {
  await chart(page).focus();
  for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
}

// A place on the upper panel, by parts of its width, in pixels of the window.
async function place(page, part) {
  return page.evaluate(([wanted]) => {
    const svg = [...document.querySelectorAll('.picture')].find(one => one.getClientRects().length > 0);
    const data = JSON.parse(document.getElementById('data').textContent);
    const picture = data.pictures[Number(svg.getAttribute('class').match(/picture(\d)/)[1])];
    const [box, panel] = [svg.getBoundingClientRect(), picture.panels[0]];
    const scale = box.width / picture.size[0];
    const x = panel.left + wanted * (panel.right - panel.left);
    return { x: box.left + x * scale, y: box.top + ((panel.top + panel.bottom) / 2) * scale };
  }, [part]);
}

async function drag(page, from, to) {
  const [start, end] = [await place(page, from), await place(page, to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, end.y);
  await page.mouse.move(end.x, end.y);
  await page.mouse.up();
}

async function checkAxe(page, where) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const grave = violations.filter(one => ['serious', 'critical'].includes(one.impact));
  const texts = grave.map(one => `${one.id}: ${one.help}: ${one.nodes.map(node => node.html.slice(0, 120)).join(' | ')}`);
  assert.deepEqual(texts, [], where);
}

const checks = {
  async 'the card shows the figures of the store'(path) {
    const { page, close } = await open(path);
    await press(page, 'End');
    for (const [key, wanted] of [['Shift+ArrowLeft', '2024-05-21'], ['ArrowLeft', '2024-05-18'], ['ArrowRight', '2024-05-21'], ['ArrowRight', '2024-05-22']]) {
      await press(page, key);
      assert.equal(await day(page), wanted);
      assert.deepEqual(await cells(page), figures(wanted, 'USD', 'EUR'));
    }
    await page.waitForTimeout(400);
    assert.match(await page.locator('#said').textContent(), /22 мая 2024: USD 90\.4\d/);
    await press(page, 'Home');
    assert.equal(await day(page), '2022-01-01');
    const { x, y } = await place(page, 0.6);
    await page.mouse.click(x, y);
    await page.mouse.click(x, y);
    await page.mouse.move(x + 1, y);
    assert.deepEqual(await cells(page), figures(await day(page), 'USD', 'EUR'), 'of the pointer');
    await close();
  },

  async 'headlines of the day are links to the web alone'(path) {
    const { page, close } = await open(path);
    await press(page, 'End');
    await press(page, 'Shift+ArrowLeft');
    const items = await page.locator('#day li').allTextContents();
    assert.deepEqual(items, ['11:30 <b>Вторая</b> новость example.org', '10:00 Ставка & «ключевая» example.org']);
    const links = await page.locator('#day a').evaluateAll(all => all.map(one => [one.href, one.rel]));
    assert.deepEqual(links, [['https://example.org/1', 'noopener noreferrer']]);
    await close();
  },

  async 'a drag zooms, keys zoom, reset resets'(path) {
    const { page, close } = await open(path);
    const whole = await shown(page);
    await drag(page, 0.4, 0.6);
    const zoomed = await shown(page);
    assert.ok(zoomed[0] > whole[0] && zoomed[1] < whole[1], `${zoomed}`);
    assert.equal(await page.locator('.picture0 .moving').isVisible(), false);
    assert.ok(await page.locator('.picture0 .zoomed path').count() > 4);
    await page.getByRole('button', { name: 'Весь график' }).click();
    assert.deepEqual(await shown(page), whole);
    assert.equal(await page.locator('.zoomed').count(), 0);
    await press(page, '+', 3);
    const near = await shown(page);
    assert.ok(near[0] > whole[0] && near[1] < whole[1]);
    await press(page, '-');
    assert.ok(await shown(page).then(([from]) => from < near[0]));
    await press(page, 'Escape');
    assert.deepEqual(await shown(page), whole);
    await press(page, '+', 40);
    await press(page, 'Home');
    assert.equal((await shown(page))[0], whole[0], 'the view follows the crosshair');
    await press(page, '0');
    assert.deepEqual(await shown(page), whole);
    await close();
  },

  // The script writes axes by the rules of the program: both must come to the same labels.
  async 'zoomed in, labels are those of a picture of these days'(path) {
    const { page, close } = await open(path);
    // The lowest and the highest figure (`51.16 · 30 июн 2022`) are marked on the whole chart only.
    const texts = (where, layer) => where.locator(`.picture0 .${layer} text`).allTextContents()
      .then(all => all.filter(text => !text.includes(' · ')).sort());
    // Of other spans the program may part the lines into other panels; a page keeps those it has.
    const panels = where => where.evaluate(() => JSON.parse(document.getElementById('data').textContent).pictures[0].panels.length);
    let compared = 0;
    for (const [from, to] of [[0.1, 0.9], [0.03, 0.3], [0.3, 0.5], [0.05, 0.12], [0.3, 0.33], [0.4, 0.44], [0.1, 0.107]]) {
      await drag(page, from, to);
      const [first, last] = await shown(page);
      const own = await open(draw('same.html', 'USD', 'EUR', '--from', first, '--to', last));
      if (await panels(page) === await panels(own.page)) {
        compared += 1;
        assert.deepEqual(await texts(page, 'zoomed'), await texts(own.page, 'moving'), `${first} ${last}`);
      }
      await own.close();
      await press(page, 'Escape');
    }
    assert.ok(compared >= 5, `${compared} compared`);
    await close();
  },

  async 'zoomed in, May after a day is in the genitive'() {
    const { page, close } = await open(draw('may.html', 'USD', '--from', '2024-03-01', '--to', '2024-07-31', '--lang', 'ru'));
    await drag(page, 0.4, 0.55);
    const dates = (await page.locator('.picture0 .zoomed text').allTextContents()).filter(text => /^\d+ м/.test(text));
    assert.ok(dates.length > 0 && dates.every(text => text.endsWith(' мая')), `${dates}`);
    await close();
  },

  async 'zoomed in, the ninth line is broken'() {
    const codes = ['USD', 'EUR', 'CHF', 'CNY', 'GBP', 'INR', 'JPY', 'KZT', 'TRY'];
    const { page, close } = await open(draw('nine.html', ...codes, '--from', '2022-01-01', '--to', '2022-10-31'));
    await drag(page, 0.2, 0.8);
    const broken = page.locator('.picture0 .zoomed svg path[stroke-dasharray]');
    assert.equal(await broken.count(), 1);
    assert.equal(await broken.getAttribute('stroke'), 'var(--ink0)');
    await close();
  },

  // The lira of the archive ends on 2022-11-19.
  async 'zoomed in, a line that ends before the others has its label and a dotted way to it'() {
    const { page, close } = await open(draw('ends.html', 'USD', 'TRY', '--from', '2022-01-01', '--to', '2024-05-01'));
    const texts = where => where.locator('.picture0 .moving text, .picture0 .zoomed text').allTextContents();
    assert.ok((await texts(page)).includes('10 TRY 32.44'));
    await drag(page, 0.2, 0.8);
    assert.ok((await texts(page)).includes('10 TRY 32.44'));
    assert.ok(await page.locator('.picture0 .zoomed [stroke-dasharray]').count() > 0, 'no dotted way');
    await press(page, 'Escape');
    await drag(page, 0.6, 0.9);
    assert.ok(!await page.locator('.picture0 .zoomed text').allTextContents().then(all => all.includes('10 TRY 32.44')));
    await close();
  },

  async 'a page with marks has its crosshair and no zoom'() {
    const words = ['USD', 'EUR', '--from', '2022-02-01', '--to', '2022-05-21', '--pct', '--methods', '--key-rate'];
    const { page, close } = await open(draw('marks.html', ...words));
    const whole = await shown(page);
    assert.equal(await page.locator('#bar').isVisible(), false);
    await drag(page, 0.3, 0.6);
    await press(page, '+', 3);
    assert.deepEqual(await shown(page), whole);
    await press(page, 'End');
    assert.deepEqual(await cells(page), figures(await day(page), 'USD', 'EUR'));
    await checkAxe(page, 'marks');
    await page.screenshot({ path: join(folder, 'page-marks.png') });
    await close();
  },

  async 'lines are switched off and on, but not the last'(path) {
    const { page, close } = await open(path);
    const button = code => page.getByRole('button', { name: code, exact: true });
    await button('USD').click();
    assert.equal(await button('USD').getAttribute('aria-pressed'), 'false');
    assert.doesNotMatch(await page.locator('.picture0 .zoomed').textContent(), /USD \d/);
    await button('EUR').click();
    assert.equal(await button('EUR').getAttribute('aria-pressed'), 'true');
    await button('USD').click();
    assert.equal(await page.locator('.zoomed').count(), 0);
    await close();
  },

  async 'two fingers zoom'(path) {
    const { page, close } = await open(path, { hasTouch: true, viewport: { width: 390, height: 844 } });
    const whole = await shown(page);
    const session = await page.context().newCDPSession(page);
    const { x: left, y } = await place(page, 0.4);
    const { x: right } = await place(page, 0.6);
    const touch = (type, ...xs) => session.send('Input.dispatchTouchEvent', { type, touchPoints: xs.map((x, id) => ({ x, y, id })) });
    await touch('touchStart', left, right);
    await touch('touchMove', left - 40, right + 40);
    await touch('touchMove', left - 60, right + 60);
    await touch('touchEnd');
    const [from, to] = await shown(page);
    assert.ok(from > whole[0] && to < whole[1], `${from} ${to}`);
    await close();
  },

  async 'old rubles, other nominals and holes are said as published'() {
    const { page, close } = await open(draw('old.html', 'USD', 'TRY', '--from', '1997-12-16', '--to', '1998-01-20'));
    await press(page, 'Home');
    const [[, value]] = await cells(page);
    assert.equal(value, '5939.0000 стар. руб.');
    await close();
    const yen = await open(draw('yen.html', 'JPY', '--from', '2022-02-23', '--to', '2022-03-22'));
    await press(yen.page, 'End');
    await press(yen.page, 'ArrowLeft', 7);
    for (let record = 0; record < 4; record += 1) {
      await press(yen.page, 'ArrowLeft');
      assert.deepEqual(await cells(yen.page), figures(await day(yen.page), 'JPY'));
    }
    await yen.close();
  },

  async 'without scripts the figure and the table are there'(path) {
    const { page, close } = await open(path, { javaScriptEnabled: false });
    assert.ok(await page.getByRole('img', { name: 'Доллар США и евро' }).isVisible());
    assert.ok(await page.locator('figcaption').isVisible());
    assert.equal(await page.locator('#bar, #keys, #day').filter({ visible: true }).count(), 0);
    await page.locator('summary').click();
    assert.ok(await page.getByRole('table').isVisible());
    assert.match(await page.locator('tbody tr').first().textContent(), /21 июня 2024.*\d+\.\d{4}/);
    await close();
  },

  async 'axe finds nothing grave, and pictures are taken to be looked at'(path) {
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [1600, 1000, 390]) {
        const { page, close } = await open(path, { colorScheme, viewport: { width, height: 1000 } });
        const picture = name => page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true });
        await picture('page');
        await press(page, 'End');
        await press(page, 'Shift+ArrowLeft');
        await press(page, '+', 3);
        await page.locator('summary').click();
        await checkAxe(page, `${colorScheme} ${width}`);
        await picture('zoomed');
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `wider than the window by ${overflow}`);
        await close();
      }
    }
  },

  async 'the page is no larger than it need be'() {
    const size = statSync(draw('long.html', 'USD', 'EUR', '--from', '1998-01-01', '--no-headlines')).size;
    assert.ok(size <= 600_000, `${size} bytes`);
  },
};

const path = draw('page.html', 'USD', 'EUR', '--from', '2022-01-01', '--to', '2024-06-21', '--lang', 'ru');
let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check(path);
    console.log(`ok: ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED: ${name}\n${error.stack}`);
  }
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
