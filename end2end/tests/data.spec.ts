// One's own data: taken away as a ZIP, and an account that is left and come back to.
import { readFile } from 'node:fs/promises';
import { expect, expectEverybodyCanUse, test } from '../fixtures';
import { publishGig, register, signIn, stranger, submit } from '../job';
import { unzip } from '../zip';

const PAGE = '/panel/ajustes/datos';

test('the archive is asked for, made in the background, downloaded and opened', async ({ page, openBrowser }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  await publishGig(page, { title: 'Sitio de una página para mi archivo', price: '90.000' });
  await page.goto(PAGE);
  await expectEverybodyCanUse(page);
  await submit(page, page.getByRole('button', { name: 'Preparar mis datos' }));
  const link = page.getByRole('link', { name: /^Descargar/ });
  await expect(async () => {
    await page.reload();
    await expect(link).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });

  const address = (await link.getAttribute('href')) ?? '';
  const begun = page.waitForEvent('download');
  await link.click();
  const download = await begun;
  expect(download.suggestedFilename()).toMatch(/^laburemos-ana.*\.zip$/);
  const files = unzip(await readFile(await download.path()));
  expect([...files.keys()]).toEqual(expect.arrayContaining(['account.json', 'profile.json', 'gigs.json', 'sessions.json']));
  const read = (name: string) => JSON.parse(files.get(name)?.().toString() ?? 'null') as Record<string, unknown>[];
  expect(read('account.json')[0]?.['email']).toBe(ana.email);
  expect(read('gigs.json')[0]?.['title']).toBe('Sitio de una página para mi archivo');

  await page.goto('/panel/notificaciones');
  await expect(page.locator('main')).toContainText('El archivo con tus datos está listo');

  // Somebody else who has the link gets nowhere.
  const eva = await openBrowser();
  await register(eva, stranger('Eva'));
  expect((await eva.request.get(address)).status()).toBe(404);
});

test('an account is left, its gig is off the lists at once, and signing in brings both back', async ({ page, openBrowser }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  const gig = await publishGig(page, { title: `Sitio de quien se va ${Date.now()}`, price: '90.000' });
  await page.goto(PAGE);
  await page.getByLabel('Entiendo y quiero eliminar mi cuenta').check();
  await submit(page, page.getByRole('button', { name: 'Eliminar mi cuenta' }));
  await expect(page).toHaveURL(/\/hasta-pronto$/);
  await expect(page.locator('main')).toContainText('30 días');
  await page.goto('/panel');
  await expect(page, 'signed out').toHaveURL(/\/ingresar/);

  const visitor = await openBrowser();
  expect((await visitor.request.get(gig)).status(), 'off the site').toBe(404);
  await signIn(page, ana);
  await page.goto('/panel/notificaciones');
  await expect(page.locator('main')).toContainText('cancelamos la eliminación');
  expect((await visitor.request.get(gig)).status(), 'back').toBe(200);
});
