// The bell: counts without a reload, the same in all tabs, and opens to the latest notices.
import { expect, expectAccessible, test } from '../fixtures';
import { register, stranger } from '../job';

test('what is read in one tab is read in the other without a reload', async ({ page, context }) => {
  await register(page, stranger('Delia'));
  await page.goto('/panel/notificaciones');
  const count = page.getByTestId('bell-count');
  await expect(count, 'the welcome').toHaveText('1');

  const other = await context.newPage();
  await other.goto('/');
  await expect(other.getByTestId('bell-count')).toHaveText('1');
  await other.goto('/panel/notificaciones');
  await other.getByRole('button', { name: 'Marcar todo como leído' }).click();
  await expect(other.getByTestId('bell-count')).toHaveText('');
  await expect(count, 'this tab was only looking').toHaveText('');
});

test('the bell opens to the latest notices and closes again', async ({ page }) => {
  await register(page, stranger('Elsa'));
  await page.goto('/');
  const bell = page.getByRole('link', { name: /^Avisos/ }).first();
  const panel = page.getByRole('dialog', { name: 'Avisos' });
  await expect(async () => {
    // Before the page is awake the bell is a plain link.
    await page.goto('/');
    await page.locator('html[data-awake]').waitFor();
    await bell.click();
    await expect(panel).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(panel.getByRole('link', { name: /bienvenida/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  await bell.click();
  await panel.getByRole('link', { name: /bienvenida/ }).click();
  await expect(page).toHaveURL(/\/panel$/);
  await expect(page.getByTestId('bell-count'), 'opening it has read it').toHaveText('');
});
