// Which browser, how strict, and where the results go. The site itself comes from scripts/with-stack (BASE_URL).
import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

const baseURL = process.env.BASE_URL;
if (!baseURL) {
  throw new Error('BASE_URL is not set: `npm test` in end2end/ starts a private site and sets it.');
}

// The system's Chromium: no package of ours downloads a browser.
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/artifacts',
  snapshotPathTemplate: '{testDir}/screenshots/{arg}{ext}',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 45_000,
  expect: { timeout: 7_000, toHaveScreenshot: { maxDiffPixelRatio: 0.01, animations: 'disabled' } },
  reporter: [[process.env.CI ? 'dot' : 'line'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    locale: 'es-AR',
    timezoneId: 'America/Argentina/Buenos_Aires',
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'live', testIgnore: ['**/*.nojs.spec.ts', '**/*.outage.spec.ts'] },
    { name: 'noJs', testMatch: '**/*.nojs.spec.ts', use: { javaScriptEnabled: false } },
    // Stops what the others lean on: alone, after them. `npm test -- outage --no-deps` runs only these.
    { name: 'outages', testMatch: '**/*.outage.spec.ts', dependencies: ['live', 'noJs'], workers: 1, timeout: 120_000 },
  ],
});
