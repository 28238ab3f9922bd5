// Each page: it answers, everybody can use it on a phone and a desk, light and dark, and it is photographed.
import type { Page } from '@playwright/test';
import { expect, expectEverybodyCanUse, test } from '../fixtures';
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

const busyPages: [name: string, path: string][] = [
  ['panel-busy', '/panel'],
  ['my-gigs-busy', '/panel/gigs'],
  ['my-contracts-busy', '/panel/contratos'],
  ['wallet-busy', '/panel/billetera'],
];

for (const [name, path] of pages) {
  test(`${name} is sound`, async ({ page }) => {
    await open(page, path);
    await inspect(page, name);
  });
}

for (const [name, path] of privatePages) {
  test(`${name}, behind the sign-in, is sound`, async ({ page }) => {
    await register(page, stranger('Mora'));
    await open(page, path);
    await inspect(page, name);
  });
}

for (const [name, path] of busyPages) {
  test(`${name}, of people with work in progress, is sound`, async ({ page }) => {
    await signIn(page, demoSeller);
    await open(page, path);
    await inspect(page, name);
  });
}

for (const index of [0, 1, 2]) {
  test(`room ${index + 1} is sound`, async ({ page }) => {
    await signIn(page, demoSeller);
    await open(page, '/panel/contratos');
    const rooms = await page.locator('main a[href^="/contratos/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    await open(page, [...new Set(rooms)][index] ?? 'no room');
    await inspect(page, `room-${index}`);
  });
}

test('gig page is sound', async ({ page }) => {
  await follow(page, '/c/programacion', 'main a[href^="/gigs/"]');
  await inspect(page, 'gig');
});

test('order page is sound', async ({ page }) => {
  await signIn(page, demoSeller);
  await follow(page, '/c/programacion', 'main a[href^="/gigs/"]', 'main a[href$="/contratar"], main a[href*="/contratar?"]');
  await inspect(page, 'order');
});

test('profile is sound', async ({ page }) => {
  await follow(page, '/c/programacion', 'main a[href^="/gigs/"]', 'main a[href^="/u/"]');
  await inspect(page, 'profile');
});

test.describe('a page that is not there', () => {
  test.use({ allowedStatuses: [404] });

  test('answers 404 and is sound', async ({ page }) => {
    await open(page, '/gigs/this-gig-does-not-exist', 404);
    await inspect(page, 'not-found');
  });
});

async function open(page: Page, path: string, status = 200): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(status);
}

/** Opens a page, then where the first of these links leads, and so on. */
async function follow(page: Page, path: string, ...links: string[]): Promise<void> {
  await open(page, path);
  for (const link of links) await open(page, (await page.locator(link).first().getAttribute('href')) ?? `no ${link}`);
}

async function inspect(page: Page, name: string): Promise<void> {
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(page.locator('main')).toHaveCount(1);
  expect(await page.title()).not.toBe('');
  await expectEverybodyCanUse(page, async (look) => {
    await page.screenshot({ path: `test-results/pages/${name}-${look}.png`, fullPage: true });
  });
}
