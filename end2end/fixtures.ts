// What every test gets: a browser that is watched (any console error, page error, 404 or 5xx fails the test), further
// browsers for other people, and an accessibility check.
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';

/** Notes what must not happen in a context, until the test ends. */
class Watch {
  readonly problems: string[] = [];

  constructor(private readonly allowedStatuses: number[]) {}

  over(context: BrowserContext): void {
    context.on('weberror', (error) => {
      // Chromium's own note when the next document takes part in no view transition, as a mail shown at /_mail does.
      if (error.error().message.endsWith('ViewTransition opt-in disabled')) return;
      this.problems.push(`page error: ${error.error().message}`);
    });
    context.on('response', (response) => {
      const status = response.status();
      if ((status === 404 || status >= 500) && !this.allowedStatuses.includes(status)) {
        this.problems.push(`${status}: ${response.request().method()} ${response.url()}`);
      }
    });
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      // The recorder of traces asks once more for a picture that had no bytes; the page itself never connects to a blob.
      if (message.text().startsWith("Connecting to 'blob:") && message.location().url === '') return;
      // Chromium also reports a status as a console error, that of a socket too; statuses are judged above, and 422 is how a form comes back.
      const status = /(?:status of|response code:) (\d{3})/.exec(message.text());
      if (status && [...this.allowedStatuses, 422].includes(Number(status[1]))) return;
      this.problems.push(`console: ${message.text()} (${message.location().url})`);
    });
  }
}

interface Options {
  /** Statuses that this test asks for on purpose, such as 404. */
  allowedStatuses: number[];
}

interface Fixtures {
  watch: Watch;
  /** A further person's browser: own cookies, same settings, just as watched. */
  openBrowser: () => Promise<Page>;
}

export const test = base.extend<Options & Fixtures>({
  allowedStatuses: [[], { option: true }],

  watch: [
    async ({ context, allowedStatuses }, use) => {
      const watch = new Watch(allowedStatuses);
      watch.over(context);
      await use(watch);
      expect(watch.problems, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],

  openBrowser: async ({ browser, watch, javaScriptEnabled, viewport, colorScheme, baseURL, locale, timezoneId }, use) => {
    const opened: BrowserContext[] = [];
    const options = { javaScriptEnabled, viewport, colorScheme, baseURL, locale, timezoneId };
    await use(async () => {
      const context = await browser.newContext(options);
      watch.over(context);
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

/** axe-core over the page as it stands; it runs through the debugger, so the page's own CSP stays in force. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
  expect(found, 'accessibility').toEqual([]);
}

/** Nothing sticks out sideways: the page scrolls down only. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overhang, 'pixels that stick out sideways').toBeLessThanOrEqual(0);
}

/** Looks at the page as it stands on a small phone and on a desk, light and dark; `also` looks at more of each. */
export async function expectEverybodyCanUse(page: Page, also?: (look: string) => Promise<void>): Promise<void> {
  test.setTimeout(test.info().timeout + 30_000); // four looks instead of one
  for (const [width, height] of [[360, 800], [1280, 900]] as const) {
    for (const colorScheme of ['dark', 'light'] as const) {
      await test.step(`${width} px, ${colorScheme}`, async () => {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
        await also?.(`${width}-${colorScheme}`);
      });
    }
  }
}

export { expect };
