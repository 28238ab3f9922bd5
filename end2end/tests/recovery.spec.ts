// The way back into an account, and what one signs in with changed in the settings, with JavaScript and two browsers.
import { expect, expectEverybodyCanUse, test } from '../fixtures';
import { register, signIn, stranger } from '../job';
import { openMail, pressInMail } from '../mail';
import { recover, registerAndVerify } from '../recovery';

test('a person verifies the address, forgets the password, sets another and is in; the other browser is out', async ({ page, openBrowser }) => {
  const ana = await registerAndVerify(page, 'Ana');
  const phone = await openBrowser();
  await recover(phone, ana, 'otra clave bien larga');
  await page.goto('/panel');
  await expect(page, 'signed out elsewhere').toHaveURL(/\/ingresar/);
});

test('a link works once', async ({ page }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  await openMail(page, ana.email, 'Confirmá tu e-mail');
  const mail = page.url();
  await pressInMail(page, 'Confirmar mi e-mail');
  await page.getByRole('button', { name: 'Confirmar mi e-mail' }).click();
  await expect(page).toHaveURL(/\/verificar\?listo=1$/);
  await page.goto(mail);
  await pressInMail(page, 'Confirmar mi e-mail');
  await expect(page.getByText('Este enlace ya no sirve')).toBeVisible();
});

test('the password changes in the settings, and the other session ends', async ({ page, openBrowser }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  const phone = await openBrowser();
  await signIn(phone, ana);
  await page.goto('/panel/ajustes');
  const form = page.locator('form[action="/panel/ajustes/clave"]');
  await form.locator('[name=current_password]').fill(ana.password);
  await form.locator('[name=password]').fill('otra clave bien larga');
  await form.getByRole('button', { name: 'Guardar contraseña' }).click();
  await expect(page.getByText('Guardamos tu contraseña nueva')).toBeVisible();
  await phone.goto('/panel');
  await expect(phone).toHaveURL(/\/ingresar/);
  await signIn(phone, { email: ana.email, password: 'otra clave bien larga' });
});

test('the address changes by the link at the new one, and the old one has the account back', async ({ page, openBrowser }) => {
  const ana = await registerAndVerify(page, 'Ana');
  const other = stranger('Otra').email;
  await page.goto('/panel/ajustes');
  const form = page.locator('form[action="/panel/ajustes/email"]');
  await form.locator('[name=email]').fill(other);
  await form.locator('[name=current_password]').fill(ana.password);
  await form.getByRole('button', { name: 'Cambiar e-mail' }).click();
  await expect(page.getByText('Te mandamos un enlace al e-mail nuevo')).toBeVisible();
  await openMail(page, other, 'Confirmá tu e-mail nuevo');
  await pressInMail(page, 'Usar este e-mail');
  await page.getByRole('button', { name: 'Usar este e-mail' }).click();
  await expect(page.getByRole('heading', { name: 'Listo, cambiaste tu e-mail' })).toBeVisible();

  const owner = await openBrowser();
  await openMail(owner, ana.email, 'Cambió el e-mail de tu cuenta');
  await pressInMail(owner, 'No fui yo: deshacer el cambio');
  await owner.getByRole('button', { name: 'Deshacer el cambio' }).click();
  await expect(owner.getByRole('heading', { name: 'Tu cuenta vuelve a ser tuya' })).toBeVisible();
  await page.goto('/panel');
  await expect(page).toHaveURL(/\/ingresar/);
  await openMail(owner, ana.email, 'Elegí una contraseña nueva');
});

for (const path of ['/recuperar', '/restablecer?token=nada', '/verificar?token=nada']) {
  test(`everybody can use ${path}`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectEverybodyCanUse(page);
  });
}
