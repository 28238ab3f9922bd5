// A profile with its portfolio in the browser: moved by mouse, found under its old address, and nothing in it runs.
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../fixtures';
import { describeOneself, fillPortfolio } from '../profile';
import { register, stranger } from '../job';

test('a portfolio is dragged into order, saved, and seen by others', async ({ page, openBrowser }) => {
  await register(page, stranger('Lola'));
  await fillPortfolio(page, 3);
  await expect(page.getByText('También podés arrastrarlos')).toBeVisible();
  const ids = page.locator('input[name=ids]');
  const last = (await ids.nth(2).getAttribute('value')) ?? '';
  await page.locator('.piece img').nth(2).dragTo(page.locator('.piece img').first());
  await expect(ids.first()).toHaveValue(last);
  await page.locator(`[name="title.${last}"]`).fill('Mural del club');
  await page.locator(`[name="alt.${last}"]`).fill('Un mural azul y amarillo');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Guardar portafolio' }).click();
  await expect(page).toHaveURL(/\/u\//);

  const visitor = await openBrowser();
  await visitor.goto(new URL(page.url()).pathname);
  await expect(visitor.locator('.portfolio img')).toHaveCount(3);
  await expect(visitor.locator('.portfolio img').first()).toHaveAttribute('alt', 'Un mural azul y amarillo');
  await expect(visitor.locator('.portfolio figcaption').first()).toHaveText('Mural del club');
  await expectNoSidewaysScroll(visitor);
  await expectAccessible(visitor);
});

test('an old address leads to the new one', async ({ page, openBrowser }) => {
  await register(page, stranger('Lola'));
  const first = `lola-a${Date.now().toString(36)}`;
  const second = `lola-b${Date.now().toString(36)}`;
  await describeOneself(page, { handle: first, bio: 'Hola' });
  await describeOneself(page, { handle: second, bio: 'Hola' });
  const visitor = await openBrowser();
  await visitor.goto(`/u/${first}`);
  await expect(visitor).toHaveURL(new RegExp(`/u/${second}$`));
});

test('what somebody writes stays text', async ({ page }) => {
  await register(page, stranger('Lola'));
  const attack = '"><img src=x onerror="document.title=1"><script>document.title=1</script>';
  await describeOneself(page, { handle: `lola-x${Date.now().toString(36)}`, bio: attack });
  await expect(page.locator('.prose')).toContainText('<script>document.title=1</script>');
  await expect(page.locator('.prose img, .prose script')).toHaveCount(0);
  expect(await page.title()).not.toBe('1');
});
