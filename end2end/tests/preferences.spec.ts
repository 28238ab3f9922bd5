// Preferences: language and theme hold at once and in every browser of the account; the pages of the house can be read.
import { expect, expectAccessible, expectEverybodyCanUse, test } from '../fixtures';
import { register, signIn, stranger } from '../job';

const PAGE = '/panel/ajustes/preferencias';

test('language and theme chosen in one browser hold there at once and in the next one', async ({ page, openBrowser }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  await page.goto(PAGE);
  await page.locator('input[name=theme][value=dark]').check();
  await page.locator('select[name=locale]').selectOption('en');
  await page.locator('[name=time_zone]').selectOption('America/Bogota');
  await page.locator('[name="notices.order_paid.email"]').selectOption('digest');
  await page.getByRole('button', { name: 'Guardar preferencias' }).click();
  await expect(page.getByText('Done, your preferences are saved.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('[name="notices.order_paid.email"]')).toHaveValue('digest');
  await expectAccessible(page);

  const other = await openBrowser();
  await signIn(other, ana);
  await other.goto('/');
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(other.locator('html')).toHaveAttribute('lang', 'en');
});

test('everybody can use the preferences', async ({ page }) => {
  await register(page, stranger('Berta'));
  await page.goto(PAGE);
  await expectEverybodyCanUse(page);
});

test('help, terms and privacy are read in three languages', async ({ page }) => {
  for (const path of ['/ayuda', '/terminos', '/privacidad']) {
    const headings = new Set<string>();
    for (const language of ['es-AR', 'en', 'pt-BR']) {
      await page.goto(`${path}?lang=${language}`);
      headings.add(await page.locator('main').innerText());
    }
    expect(headings.size, `${path} differs by language`).toBe(3);
    await expectAccessible(page);
  }
});

test('the first steps lead on and count what is done', async ({ page }) => {
  await register(page, stranger('Carmen'));
  await page.goto('/panel');
  const steps = page.locator('#primeros-pasos');
  await expect(steps).toContainText('0 de 4');
  await steps.getByRole('link', { name: 'Contá a qué te dedicás' }).click();
  await page.locator('[name=title]').fill('Ilustradora');
  await page.locator('[name=bio]').fill('Dibujo desde chica.');
  await page.getByRole('button', { name: 'Guardar perfil' }).click();
  await page.goto('/panel');
  await expect(steps).toContainText('1 de 4');
});
