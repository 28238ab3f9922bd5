// What keeps an account safe, with JavaScript: codes on, signing in with them, sessions ended in another browser.
import { expect, expectAccessible, expectEverybodyCanUse, test } from '../fixtures';
import { register, signIn, stranger, submit } from '../job';
import { giveCode, givePassword, SECURITY, signOut, turnCodesOn } from '../security';
import { codeOf } from '../totp';

test('codes are turned on, and from then on signing in asks for one that was not used before', async ({ page }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  const { secret, recoveryCodes } = await turnCodesOn(page);
  await page.getByRole('link', { name: 'Ya los guardé' }).click();
  await expect(page.getByText('Te quedan 10 códigos')).toBeVisible();

  await signOut(page);
  await givePassword(page, ana, '/panel/notificaciones');
  await expectAccessible(page);
  await page.goto('/panel');
  await expect(page, 'between the steps nobody is in').toHaveURL(/\/ingresar\?next=/);
  await page.goto('/ingresar/codigo?next=%2Fpanel%2Fnotificaciones');
  await giveCode(page, '000000');
  await expect(page.getByText('El código no sirve o ya se usó').first()).toBeVisible();
  const code = codeOf(secret);
  await giveCode(page, code);
  await expect(page).toHaveURL(/\/panel\/notificaciones$/);

  await signOut(page);
  await givePassword(page, ana, '/panel');
  await giveCode(page, code);
  await expect(page.getByText('El código no sirve o ya se usó').first(), 'used already').toBeVisible();
  await giveCode(page, recoveryCodes[0] ?? '');
  await expect(page).toHaveURL(/\/panel$/);
  await page.goto(SECURITY);
  await expect(page.getByText('Te quedan 9 códigos')).toBeVisible();
});

test('a session is ended from another browser, which says what it runs on', async ({ page, openBrowser }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  const phone = await openBrowser();
  await signIn(phone, ana);
  await page.goto(SECURITY);
  await expect(page.getByText('Este dispositivo')).toHaveCount(1);
  await expect(page.getByRole('heading', { name: /^Chrome en / })).toHaveCount(2);
  await submit(page, page.getByRole('button', { name: /Cerrar la sesión de/ }).first());
  await expect(page.getByRole('heading', { name: /^Chrome en / })).toHaveCount(1);
  await phone.goto('/panel');
  await expect(phone).toHaveURL(/\/ingresar\?next=/);
  await page.goto('/panel');
  await expect(page, 'the one that asked goes on').toHaveURL(/\/panel$/);
});

test('everybody can use the security page and the one that turns codes on', async ({ page }) => {
  await register(page, stranger('Ana'));
  await page.goto(SECURITY);
  await expect(page.getByRole('heading', { name: 'Verificación en dos pasos' })).toBeVisible();
  await expectEverybodyCanUse(page);
  await submit(page, page.locator(`form[action="${SECURITY}/app"]`).getByRole('button', { name: 'Activar' }));
  await expect(page.locator('code.secret')).toBeVisible();
  await expectEverybodyCanUse(page);
});
