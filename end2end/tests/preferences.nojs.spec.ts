// Preferences and the identity document as plain HTML.
import { expect, test } from '../fixtures';
import { register, stranger } from '../job';

test('a wrong quiet time comes back with everything that was chosen, and goes through when mended', async ({ page }) => {
  await register(page, stranger('Dora'));
  await page.goto('/panel/ajustes/preferencias');
  await page.locator('input[name=theme][value=dark]').check();
  await page.locator('[name=quiet]').check();
  await page.locator('[name="quiet_hours.from"]').fill('22:00');
  await page.locator('[name="quiet_hours.to"]').fill('22:00');
  await page.getByRole('button', { name: 'Guardar preferencias' }).click();
  await expect(page.getByText('Tiene que ser distinta de la hora de inicio').first()).toBeVisible();
  await expect(page.locator('input[name=theme][value=dark]')).toBeChecked();
  await page.locator('[name="quiet_hours.to"]').fill('07:30');
  await page.getByRole('button', { name: 'Guardar preferencias' }).click();
  await expect(page.getByText('Listo, guardamos tus preferencias.')).toBeVisible();
  await expect(page.locator('[name="quiet_hours.to"]')).toHaveValue('07:30');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a document is checked, kept masked, and belongs to one account', async ({ page, openBrowser }) => {
  const number = String(20_000_000 + Math.floor(Math.random() * 70_000_000));
  const claim = async (target: typeof page) => {
    await target.goto('/panel/perfil/identidad');
    await target.locator('[name=kind][value=dni]').check();
    await target.locator('[name=number]').fill(number);
    await target.getByRole('button', { name: 'Guardar documento' }).click();
  };
  await register(page, stranger('Elena'));
  await page.goto('/panel/perfil/identidad');
  await page.locator('[name=kind][value=cuit]').check();
  await page.locator('[name=number]').fill('20-12345678-5');
  await page.getByRole('button', { name: 'Guardar documento' }).click();
  await expect(page.getByText('Ese CUIT o CUIL no existe').first()).toBeVisible();
  await claim(page);
  await expect(page.getByText(`••••${number.slice(-4)}`)).toBeVisible();
  expect(await page.content()).not.toContain(number);

  const other = await openBrowser();
  await register(other, stranger('Falsa'));
  await claim(other);
  await expect(other.getByText('Ese documento ya está en otra cuenta').first()).toBeVisible();
});
