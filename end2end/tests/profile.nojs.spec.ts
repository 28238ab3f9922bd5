// A profile and its portfolio as plain HTML.
import { expect, test } from '../fixtures';
import { PICTURE, STRIPES, describeOneself, fillPortfolio } from '../profile';
import { register, stranger } from '../job';

test('a profile with a portfolio is made, arranged and found under its old address', async ({ page }) => {
  await register(page, stranger('Lola'));
  await fillPortfolio(page, 2);
  const ids = page.locator('input[name=ids]');
  const second = await ids.nth(1).getAttribute('value');
  await page.getByRole('button', { name: 'Poner antes: Trabajo 2' }).click();
  await expect(page).toHaveURL(/\/panel\/perfil\/portafolio/);
  await expect(ids.first()).toHaveValue(second ?? '');

  const handle = `lola-${Date.now().toString(36)}`;
  await describeOneself(page, { handle, bio: 'Dibujo **de todo**.' });
  await expect(page).toHaveURL(new RegExp(`/u/${handle}$`));
  await expect(page.locator('main strong')).toHaveText('de todo');
  await expect(page.locator('.portfolio img')).toHaveCount(2);
});

test('the pictures of a gig are put in order before it is saved', async ({ page }) => {
  await register(page, stranger('Lola'));
  await page.goto('/panel/gigs/nuevo');
  await page.locator('[name=title]').fill('Ilustraciones para cuentos');
  await page.locator('[name=gallery]').setInputFiles([PICTURE('uno.png'), PICTURE('dos.png')]);
  await page.getByRole('button', { name: 'Subir y ver cómo quedan' }).click();
  const ids = page.locator('input[name=gallery_file_ids]');
  await expect(ids).toHaveCount(2);
  await expect(page.locator('[name=title]')).toHaveValue('Ilustraciones para cuentos');
  const first = await ids.first().getAttribute('value');
  await page.getByRole('button', { name: 'Poner después: Imagen 1' }).click();
  await expect(ids.nth(1)).toHaveValue(first ?? '');
  await page.getByRole('button', { name: 'Quitar: Imagen 1' }).click();
  await expect(ids).toHaveCount(1);
});

test('which part of a picture stays is chosen without a frame', async ({ page }) => {
  await register(page, stranger('Lola'));
  await page.goto('/panel/perfil');
  await page.locator('[name=avatar]').setInputFiles(STRIPES);
  await expect(page.locator('.crop')).toHaveCount(0);
  await page.getByLabel('Abajo o a la derecha').check();
  await page.getByRole('button', { name: 'Guardar perfil' }).click();
  await expect(page).toHaveURL(/\/u\//);
  await expect(page.locator('.profile-head img')).toBeVisible();
});

test('languages with levels and a heart work as plain forms', async ({ page, openBrowser }) => {
  await register(page, stranger('Lola'));
  await page.goto('/panel/perfil');
  await page.getByLabel('Inglés').selectOption({ label: 'Fluido' });
  await page.getByRole('button', { name: 'Guardar perfil' }).click();
  await expect(page.getByText('Inglés (fluido)')).toBeVisible();
  const profile = new URL(page.url()).pathname;

  const visitor = await openBrowser();
  await register(visitor, stranger('Mora'));
  await visitor.goto(profile);
  await visitor.getByRole('button', { name: /^Guardar en favoritos: Lola/ }).click();
  await expect(visitor).toHaveURL(new RegExp(`${profile}$`));
  await visitor.getByRole('button', { name: /^Guardado: sacar de favoritos Lola/ }).click();
  await expect(visitor.getByRole('button', { name: /^Guardar en favoritos: Lola/ })).toBeVisible();
});
