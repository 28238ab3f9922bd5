// The way back into an account as a person takes it, with and without JavaScript.
import type { Page } from '@playwright/test';
import { expect } from './fixtures';
import { register, signIn, stranger, type Person } from './job';
import { openMail, pressInMail } from './mail';

/** Registers somebody and confirms the address by the button of the mail. */
export async function registerAndVerify(page: Page, name: string): Promise<Person> {
  const person = stranger(name);
  await register(page, person);
  await page.goto('/panel');
  await expect(page.getByText(`Te mandamos un enlace a ${person.email}`)).toBeVisible();
  await openMail(page, person.email, 'Confirmá tu e-mail');
  await pressInMail(page, 'Confirmar mi e-mail');
  await expect(page, 'opening the link changes nothing').toHaveURL(/\/verificar\?token=/);
  await page.getByRole('button', { name: 'Confirmar mi e-mail' }).click();
  await expect(page.getByRole('heading', { name: 'Listo, tu e-mail está confirmado' })).toBeVisible();
  await page.goto('/panel');
  await expect(page.getByText('Te mandamos un enlace a')).toHaveCount(0);
  return person;
}

/** Asks for a link, opens it, sets another password and signs in with it. */
export async function recover(page: Page, person: Person, password: string): Promise<void> {
  await page.goto('/ingresar');
  await page.getByRole('link', { name: '¿Olvidaste tu contraseña?' }).click();
  const form = page.locator('main form').first();
  await form.locator('[name=email]').fill(person.email);
  await form.getByRole('button', { name: 'Mandarme el enlace' }).click();
  await expect(page.getByText('Mirá tu correo')).toBeVisible();
  await openMail(page, person.email, 'Elegí una contraseña nueva');
  await pressInMail(page, 'Elegir mi contraseña');
  await page.locator('main form').first().locator('[name=password]').fill(password);
  await page.getByRole('button', { name: 'Guardar contraseña' }).click();
  await expect(page).toHaveURL(/\/ingresar\?listo=clave$/);
  await expect(page.getByText('Tu contraseña nueva ya está')).toBeVisible();
  await signIn(page, { email: person.email, password });
  await openMail(page, person.email, 'Cambió tu contraseña');
}
