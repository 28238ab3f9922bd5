// Each page at a phone's and a desk's width, light and dark: it answers, fits, is accessible, and is photographed.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures';
import { demoSeller, register, signIn, stranger } from '../job';

const pages: [name: string, path: string][] = [
  ['home', '/'],
  ['search', '/buscar'],
  ['search-text', '/buscar?q=diseno+logo'],
  ['search-nothing', '/buscar?q=zzzzqqqq'],
  ['category', '/c/programacion'],
  ['sign-in', '/ingresar'],
  ['register', '/registro'],
  ['how', '/como-funciona'],
];

const privatePages: [name: string, path: string][] = [
  ['panel', '/panel'],
  ['my-gigs', '/panel/gigs'],
  ['new-gig', '/panel/gigs/nuevo'],
  ['my-contracts', '/panel/contratos'],
  ['wallet', '/panel/billetera'],
  ['notifications', '/panel/notificaciones'],
  ['edit-profile', '/panel/perfil'],
  ['edit-portfolio', '/panel/perfil/portafolio'],
];

const widths = [390, 1280];
const themes = ['light', 'dark'] as const;

for (const width of widths) {
  for (const colorScheme of themes) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: width === 390 ? 844 : 900 }, colorScheme, contextOptions: { reducedMotion: 'reduce' } });

      for (const [name, path] of pages) {
        test(`${name} is sound`, async ({ page }) => {
          const answer = await page.goto(path);
          expect(answer?.status()).toBe(200);
          await inspect(page, `${name}-${width}-${colorScheme}`);
        });
      }

      test('gig page is sound', async ({ page }) => {
        await page.goto('/c/programacion');
        await page.goto((await page.locator('main a[href^="/gigs/"]').first().getAttribute('href')) ?? 'no gig');
        await inspect(page, `gig-${width}-${colorScheme}`);
      });

      test('the pages behind the sign-in are sound', async ({ page }) => {
        await register(page, stranger('Mora'));
        for (const [name, path] of privatePages) {
          const answer = await page.goto(path);
          expect(answer?.status(), path).toBe(200);
          await inspect(page, `${name}-${width}-${colorScheme}`);
        }
      });

      test('what people with work in progress see is sound', async ({ page }) => {
        await signIn(page, demoSeller);
        for (const [name, path] of [['panel-busy', '/panel'], ['my-gigs-busy', '/panel/gigs'], ['my-contracts-busy', '/panel/contratos'], ['wallet-busy', '/panel/billetera']] as const) {
          await page.goto(path);
          await inspect(page, `${name}-${width}-${colorScheme}`);
        }
        await page.goto('/panel/contratos');
        const rooms = await page.locator('main a[href^="/contratos/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
        for (const [index, room] of [...new Set(rooms)].slice(0, 3).entries()) {
          await page.goto(room);
          await inspect(page, `room-${index}-${width}-${colorScheme}`);
        }
        await page.goto('/c/programacion');
        await page.goto((await page.locator('main a[href^="/gigs/"]').first().getAttribute('href')) ?? 'no gig');
        await page.goto((await page.locator('main a[href$="/contratar"], main a[href*="/contratar?"]').first().getAttribute('href')) ?? 'no order page');
        await inspect(page, `order-${width}-${colorScheme}`);
      });

      test('profile is sound', async ({ page }) => {
        await page.goto('/c/programacion');
        await page.goto((await page.locator('main a[href^="/gigs/"]').first().getAttribute('href')) ?? 'no gig');
        await page.goto((await page.locator('main a[href^="/u/"]').first().getAttribute('href')) ?? 'no profile');
        await inspect(page, `profile-${width}-${colorScheme}`);
      });
    });
  }
}

test.describe('a page that is not there', () => {
  test.use({ allowedStatuses: [404] });

  test('answers 404 and is sound', async ({ page }) => {
    const answer = await page.goto('/gigs/this-gig-does-not-exist');
    expect(answer?.status()).toBe(404);
    await inspect(page, 'not-found');
  });
});

async function inspect(page: Page, name: string): Promise<void> {
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(page.locator('main')).toHaveCount(1);
  expect(await page.title()).not.toBe('');
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: `test-results/pages/${name}.png`, fullPage: true });
  await expectAccessible(page);
}
