// Notices with JavaScript off: a link with a number, a list, and forms.
import { expect, test } from '../fixtures';
import { register, stranger } from '../job';

test('notices are listed and read as plain HTML', async ({ page }) => {
  await register(page, stranger('Flora'));
  const bell = page.getByRole('link', { name: /^Avisos/ }).first();
  await expect(bell).toHaveAccessibleName('Avisos: 1 sin leer');
  await bell.click();
  await page.getByRole('button', { name: 'Marcar como leído' }).click();
  await expect(page).toHaveURL(/\/panel\/notificaciones$/);
  await expect(bell).toHaveAccessibleName('Avisos');
  await expect(page.getByRole('link', { name: /bienvenida/ })).toBeVisible();
});
