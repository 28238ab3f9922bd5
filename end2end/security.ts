// The steps of setting up and using a second factor, as a person takes them with and without JavaScript.
import type { Page } from '@playwright/test';
import { expect } from './fixtures';
import { submit, type Person } from './job';
import { codeOf } from './totp';

export const SECURITY = '/panel/ajustes/seguridad';

/** Turns codes on and answers the secret and the recovery codes that the pages show. */
export async function turnCodesOn(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
  await page.goto(SECURITY);
  await submit(page, page.locator(`form[action="${SECURITY}/app"]`).getByRole('button', { name: 'Activar' }));
  await expect(page).toHaveURL(`${SECURITY}/app`);
  const picture = page.getByRole('img', { name: 'Código QR' });
  expect(await picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBeGreaterThan(100);
  const secret = await page.locator('code.secret').innerText();
  const form = page.locator(`form[action="${SECURITY}/app/confirmar"]`);
  // The code before the present one is taken too, and leaves the present one for signing in.
  await form.locator('[name=code]').fill(codeOf(secret, -1));
  await submit(page, form.getByRole('button', { name: 'Activar' }));
  const recoveryCodes = await page.locator('.recovery-codes code').allInnerTexts();
  expect(recoveryCodes).toHaveLength(10);
  return { secret, recoveryCodes };
}

export async function signOut(page: Page): Promise<void> {
  await page.goto('/');
  const form = page.locator('form[action="/salir"]').first();
  await page.locator('details.menu > summary').click();
  await submit(page, form.getByRole('button', { name: 'Salir' }));
  await expect(page.getByRole('link', { name: 'Ingresar' }).first()).toBeVisible();
}

/** E-mail and password; ends before the page that asks for the code. */
export async function givePassword(page: Page, person: Pick<Person, 'email' | 'password'>, next: string): Promise<void> {
  await page.goto(`/ingresar?next=${encodeURIComponent(next)}`);
  const form = page.locator('main form').first();
  await form.locator('[name=email]').fill(person.email);
  await form.locator('[name=password]').fill(person.password);
  await submit(page, form.getByRole('button', { name: 'Ingresar', exact: true }));
  await expect(page).toHaveURL(/\/ingresar\/codigo/);
}

export async function giveCode(page: Page, code: string): Promise<void> {
  const form = page.locator('form[action="/ingresar/codigo"]');
  await form.locator('[name=code]').fill(code);
  await submit(page, form.getByRole('button', { name: 'Ingresar' }));
}
