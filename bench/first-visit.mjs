// Bytes on the wire of a first visit, by kind, as a real Chromium receives them (headers included).
// With --check it fails above bench/budget.json. Needs BASE_URL; scripts/with-stack sets it.
import { readFileSync } from 'node:fs';
import { launchBrowser } from './browser.mjs';

const budget = JSON.parse(readFileSync(new URL('budget.json', import.meta.url)));
const check = process.argv.includes('--check');
const paths = check ? [budget.page] : ['/', budget.page, '/buscar'];

function kindOf({ type, mimeType }) {
  if (mimeType === 'application/wasm') return 'wasm';
  return { Document: 'html', Stylesheet: 'css', Script: 'js', Font: 'font', Image: 'image' }[type] ?? 'other';
}

/** Opens the page in a fresh browser and waits until what is loaded when idle has come too. */
async function visit(path) {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const session = await page.context().newCDPSession(page);
  const responses = new Map();
  const bytes = { html: 0, css: 0, js: 0, wasm: 0, font: 0, image: 0, other: 0 };
  const uncompressed = [];
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    responses.set(requestId, { type, mimeType: response.mimeType, url: response.url });
    if (/wasm|javascript|css|html/.test(response.mimeType) && !/br|gzip|zstd/.test(header(response, 'content-encoding'))) uncompressed.push(response.url);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const response = responses.get(requestId);
    if (response) bytes[kindOf(response)] += encodedDataLength;
  });
  await page.goto(process.env.BASE_URL + path, { waitUntil: 'networkidle' });
  await page.waitForTimeout(1500); // the wasm comes in an idle moment after load: give it one
  await page.waitForLoadState('networkidle');
  const islands = await page.locator('leptos-island').count();
  await browser.close();
  return { bytes, uncompressed, islands };
}

function header(response, name) {
  const found = Object.entries(response.headers).find(([key]) => key.toLowerCase() === name);
  return found ? found[1] : '';
}

let failed = false;
console.log('first visit, bytes    html      css       js     wasm     font    image    other | without images and font, html+css');
for (const path of paths) {
  const { bytes, uncompressed, islands } = await visit(path);
  const readable = bytes.html + bytes.css;
  const total = readable + bytes.js + bytes.wasm + bytes.other;
  console.log(path.padEnd(16) + Object.values(bytes).map((n) => String(n).padStart(9)).join('') + ` | ${total}, ${readable}`);
  for (const url of uncompressed) console.log(`  not compressed: ${url}`);
  if (path === budget.page) {
    if (total > budget.first_visit_bytes) failed = `${total} bytes are more than the ${budget.first_visit_bytes} of bench/budget.json`;
    if (readable > budget.html_and_css_bytes) failed = `html and css: ${readable} bytes are more than the ${budget.html_and_css_bytes} of bench/budget.json`;
    // A listing without an island is whole without it; one that has some must wake them.
    if (islands > 0 && bytes.wasm === 0) failed = 'no wasm was loaded: the islands never wake';
  }
}
if (failed) {
  console.error(`error: ${failed}`);
  process.exitCode = check ? 1 : 0;
}
