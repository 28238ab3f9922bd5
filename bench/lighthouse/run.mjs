// Lighthouse with its phone preset (slow 4G, CPU four times slower) on home, listing and gig page; reports go to .local/lighthouse.
// Each page is taken three times and the median run stands. Needs BASE_URL; `make lighthouse` sets it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import lighthouse, { generateReport } from 'lighthouse';
import { computeMedianRun } from 'lighthouse/core/lib/median-run.js';

const base = process.env.BASE_URL;
const goals = { performance: 0.97, accessibility: 1, 'best-practices': 1, seo: 1 };
const folder = new URL('../../.local/lighthouse/', import.meta.url);
mkdirSync(folder, { recursive: true });

const gigs = await (await fetch(`${base}/api/v1/gigs?limit=1`)).json();
const pages = { home: '/', listing: '/c/programacion', gig: `/gigs/${gigs.items[0].slug}` };

const chrome = await launch({
  chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let missed = 0;
try {
  for (const [name, path] of Object.entries(pages)) {
    const runs = [];
    for (let run = 0; run < 3; run += 1) {
      runs.push((await lighthouse(base + path, { port: chrome.port, onlyCategories: Object.keys(goals) })).lhr);
    }
    const result = computeMedianRun(runs);
    writeFileSync(new URL(`${name}.html`, folder), generateReport(result, 'html'));
    const shift = result.audits['cumulative-layout-shift'].numericValue;
    const scores = Object.entries(goals).map(([category, goal]) => {
      const score = result.categories[category].score;
      if (score < goal) missed += 1;
      return `${category} ${Math.round(score * 100)}${score < goal ? ` (goal ${goal * 100})` : ''}`;
    });
    if (shift > 0.0005) missed += 1;
    const paint = result.audits['largest-contentful-paint'].displayValue;
    console.log(`${name.padEnd(8)} ${scores.join('  ')}  CLS ${shift.toFixed(3)}  LCP ${paint}`);
    for (const reference of Object.values(result.categories).flatMap((category) => category.auditRefs)) {
      const audit = result.audits[reference.id];
      if (reference.weight > 0 && audit.score !== null && audit.score < 0.9) console.log(`         ${audit.id}: ${audit.title} ${audit.displayValue ?? ''}`);
    }
  }
} finally {
  chrome.kill();
}
console.log(missed === 0 ? 'every goal reached' : `${missed} goals missed`);
process.exitCode = missed === 0 ? 0 : 1;
