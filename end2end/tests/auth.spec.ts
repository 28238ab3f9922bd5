// Coming in and going out, with JavaScript: both doors, what is refused, and two browsers of one person.
import { expect, expectAccessible, expectEverybodyCanUse, test } from '../fixtures';
import { register, signIn, stranger } from '../job';

for (const path of ['/ingresar', '/registro']) {
  test(`everybody can use ${path}`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectEverybodyCanUse(page);
  });
}

test('a person registers, signs out and in again, and lands where they were going', async ({ page, context }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  const cookies = (await context.cookies()).filter((cookie) => /^__Host-(access|refresh)$/.test(cookie.name));
  expect(cookies).toHaveLength(2);
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
  }
  expect(await page.evaluate(() => document.cookie)).not.toContain('__Host-');

  await page.goto('/');
  await page.locator('form[action="/salir"]').first().evaluate((form: HTMLFormElement) => form.requestSubmit());
  await expect(page.getByRole('link', { name: 'Ingresar' }).first()).toBeVisible();
  expect((await context.cookies()).filter((cookie) => /^__Host-(access|refresh)$/.test(cookie.name))).toEqual([]);

  await page.goto('/panel/notificaciones');
  await expect(page).toHaveURL(/\/ingresar\?next=/);
  const form = page.locator('main form').first();
  await form.locator('[name=email]').fill(ana.email);
  await form.locator('[name=password]').fill(ana.password);
  await form.getByRole('button', { name: 'Ingresar' }).click();
  await expect(page).toHaveURL(/\/panel\/notificaciones$/);
});

test('a refused sign-in keeps the e-mail, says what to do and points at the field', async ({ page }) => {
  await page.goto('/ingresar');
  const form = page.locator('main form').first();
  await form.locator('[name=email]').fill('nadie@prueba.test');
  await form.locator('[name=password]').fill('equivocada del todo');
  await form.getByRole('button', { name: 'Ingresar' }).click();
  await expect(page.getByText('El e-mail o la contraseña no coinciden').first()).toBeVisible();
  await expect(form.locator('[name=email]')).toHaveValue('nadie@prueba.test');
  await expect(form.locator('[name=password]')).toHaveValue('');
  await expect(form.locator('[name=password]')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
});

test('signing out in one browser leaves the other one in', async ({ page, openBrowser }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  const phone = await openBrowser();
  await signIn(phone, ana);
  await page.goto('/');
  await page.locator('form[action="/salir"]').first().evaluate((form: HTMLFormElement) => form.requestSubmit());
  await expect(page.getByRole('link', { name: 'Ingresar' }).first()).toBeVisible();
  await phone.goto('/panel/notificaciones');
  await expect(phone).toHaveURL(/\/panel\/notificaciones$/);
});
