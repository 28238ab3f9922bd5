// One's own data as plain HTML: the archive by a link, leaving by a form, coming back by signing in.
import { expect, test } from '../fixtures';
import { register, signIn, stranger, submit } from '../job';
import { unzip } from '../zip';

const PAGE = '/panel/ajustes/datos';

test('the archive is asked for and fetched', async ({ page }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  await page.goto(PAGE);
  await submit(page, page.getByRole('button', { name: 'Preparar mis datos' }));
  const link = page.getByRole('link', { name: /^Descargar/ });
  await expect(async () => {
    await page.reload();
    await expect(link).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  const answer = await page.request.get((await link.getAttribute('href')) ?? '');
  expect(answer.headers()['content-type']).toBe('application/zip');
  expect(unzip(await answer.body()).get('account.json')?.().toString()).toContain(ana.email);
});

test('an account is left and kept again', async ({ page }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  await page.goto(PAGE);
  await page.getByLabel('Entiendo y quiero eliminar mi cuenta').check();
  await submit(page, page.getByRole('button', { name: 'Eliminar mi cuenta' }));
  await expect(page).toHaveURL(/\/hasta-pronto$/);
  await page.getByRole('link', { name: 'Ingresar y conservar mi cuenta' }).click();
  await expect(page).toHaveURL(/\/ingresar/);
  await signIn(page, ana);
  await page.goto('/panel/notificaciones');
  await expect(page.locator('main')).toContainText('cancelamos la eliminación');
});
