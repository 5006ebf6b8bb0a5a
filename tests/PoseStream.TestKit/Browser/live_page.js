// Arguments: page, browser, profile folder, folder for screenshots. Prints one JSON array, an object a window; fails where the page never moves.
'use strict';

const { chromium } = require('playwright-core');

const [page_url, browser, profile, screenshots] = process.argv.slice(1);
const PATIENCE_MS = 60000;
const WINDOWS = [
  { name: 'wide-dark', width: 1440, height: 900, colorScheme: 'dark' },
  { name: 'wide-light', width: 1440, height: 900, colorScheme: 'light' },
  { name: 'narrow-dark', width: 400, height: 860, colorScheme: 'dark' },
  { name: 'narrow-light', width: 400, height: 860, colorScheme: 'light' },
];

/** Runs in the page. */
function observe() {
  const colored = canvas => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) {
      // People are drawn in full colours, everything else in greys.
      if (data[i + 3] > 100 && Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) > 70) {
        count++;
        sum = (sum * 31 + i) % 1000000007;
      }
    }

    return { count, sum };
  };
  return [...document.querySelectorAll('.card')].map(card => {
    const text = selector => card.querySelector(selector).textContent;
    const picture = colored(card.querySelector('.picture canvas'));
    return {
      name: text('.name'),
      state: text('.state'),
      fps: text('.fps'),
      latency: text('.latency'),
      dropped: text('.dropped'),
      published: text('.published'),
      pictureColored: picture.count,
      pictureSum: picture.sum,
      planColored: colored(card.querySelector('.plan canvas')).count,
      people: [...card.querySelectorAll('.people li')].map(item => item.textContent),
    };
  });
}

async function until(page, what, wanted) {
  const end = Date.now() + PATIENCE_MS;
  let seen;
  while (Date.now() < end) {
    seen = await page.evaluate(observe);
    if (wanted(seen)) {
      return seen;
    }

    await page.evaluate(() => new Promise(requestAnimationFrame));
  }

  throw new Error(`never ${what}: ${JSON.stringify(seen)}`);
}

(async () => {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser,
    headless: true,
    viewport: null,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
  const views = [];
  try {
    const page = context.pages()[0] ?? await context.newPage();
    const complaints = [];
    page.on('pageerror', error => complaints.push(error.message));
    page.on('console', message => {
      if (message.type() === 'error') {
        complaints.push(message.text());
      }
    });
    for (const { name, width, height, colorScheme } of WINDOWS) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.goto(page_url);
      const drawn = card => card.pictureColored > 200 && card.planColored > 50 && card.fps !== '–' && card.latency !== '–';
      const first = await until(page, 'drawn', cards => cards.length > 0 && cards.every(drawn));
      const moved = (card, i) => drawn(card) && card.published !== first[i].published && card.pictureSum !== first[i].pictureSum;
      const cameras = await until(page, 'moved', cards => cards.every(moved));
      await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: width < 500 });
      views.push({
        width,
        scrollWidth: await page.evaluate(() => document.documentElement.scrollWidth),
        link: await page.textContent('#link'),
        cameras,
        complaints,
      });
    }
  } finally {
    await context.close();
  }

  console.log(JSON.stringify(views));
})().catch(error => {
  console.error(error.stack);
  process.exitCode = 1;
});
