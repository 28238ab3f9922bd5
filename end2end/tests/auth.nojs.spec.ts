// Coming in and going out as plain HTML.
import { expect, test } from '../fixtures';
import { signIn, stranger } from '../job';

test('a mistyped registration comes back with everything but the password, and goes through when mended', async ({ page }) => {
  const ana = stranger('Ana');
  await page.goto('/registro?next=%2Fbuscar%3Fq%3Dlogo');
  const form = page.locator('main form').first();
  await form.locator('[name=name]').fill('Ana "La" Gómez');
  await form.locator('[name=email]').fill(ana.email);
  await form.locator('[name=password]').fill('12345678');
  await form.getByRole('button', { name: 'Crear cuenta' }).click();
  await expect(page.getByText('Es de las primeras que alguien probaría').first()).toBeVisible();
  await expect(form.locator('[name=name]')).toHaveValue('Ana "La" Gómez');
  await expect(form.locator('[name=email]')).toHaveValue(ana.email);
  await expect(form.locator('[name=password]')).toHaveValue('');

  await form.locator('[name=password]').fill(ana.password);
  await form.getByRole('button', { name: 'Crear cuenta' }).click();
  await expect(page).toHaveURL(/\/buscar\?q=logo$/);
});

test('an e-mail that is taken is said at its field, and its owner signs in and out', async ({ page, openBrowser }) => {
  const ana = stranger('Ana');
  const fill = async (target: typeof page) => {
    await target.goto('/registro');
    const form = target.locator('main form').first();
    await form.locator('[name=name]').fill(ana.name);
    await form.locator('[name=email]').fill(ana.email);
    await form.locator('[name=password]').fill(ana.password);
    await form.getByRole('button', { name: 'Crear cuenta' }).click();
  };
  await fill(page);
  await expect(page).not.toHaveURL(/\/registro/);
  const other = await openBrowser();
  await fill(other);
  await expect(other.getByText('Ya hay una cuenta con este e-mail').first()).toBeVisible();
  await expect(other.locator('[name=email]')).toHaveAttribute('aria-invalid', 'true');

  await signIn(other, ana);
  await other.goto('/');
  await expect(other.locator('form[action="/salir"]').first()).toBeAttached();
});

test('an address that leads out of the site is not followed', async ({ page }) => {
  const ana = stranger('Ana');
  await page.goto('/registro?next=https%3A%2F%2Fevil.example%2F');
  const form = page.locator('main form').first();
  await form.locator('[name=name]').fill(ana.name);
  await form.locator('[name=email]').fill(ana.email);
  await form.locator('[name=password]').fill(ana.password);
  await form.getByRole('button', { name: 'Crear cuenta' }).click();
  await expect(page).toHaveURL(/\/panel$/);
});
