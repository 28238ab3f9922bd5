// Suggestions under the search field: by keyboard and for screen readers, and nothing of them before somebody searches.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../fixtures';

test('what is typed is completed, chosen with the arrows and searched with enter', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/');
  await page.waitForLoadState('networkidle');
  expect(asked, 'a first visit loads none of it').not.toContain('/suggest.js');

  const field = page.locator('main form[role=search] input[name=q]');
  await field.focus();
  await expect(field).toHaveAttribute('role', 'combobox');
  await field.pressSequentially('log');
  const list = page.getByRole('listbox');
  await expect(list).toBeVisible();
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  expect((await new AxeBuilder({ page }).include('main form[role=search]').analyze()).violations).toEqual([]);

  await field.press('ArrowDown');
  const first = list.getByRole('option').first();
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id')) ?? 'an id');
  await field.press('Escape');
  await expect(list).toBeHidden();
  await expect(field, 'what was typed is back').toHaveValue('log');

  await field.press('o');
  await expect(list).toBeVisible();
  await field.press('Enter');
  await expect(page, 'without a choice it is the plain form').toHaveURL(/\/buscar\?q=logo$/);
});

test('a suggestion is taken by a press', async ({ page }) => {
  await page.goto('/');
  const field = page.locator('main form[role=search] input[name=q]');
  await field.click();
  await field.pressSequentially('logo');
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect(page).toHaveURL(/\/(buscar\?q=|c\/|gigs\/)/);
});
