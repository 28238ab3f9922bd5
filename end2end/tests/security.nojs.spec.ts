// What keeps an account safe, as plain HTML.
import { expect, test } from '../fixtures';
import { register, signIn, stranger, submit } from '../job';
import { giveCode, givePassword, SECURITY, turnCodesOn } from '../security';
import { codeOf } from '../totp';

test('codes on, in with a code and with a recovery code, codes off again', async ({ page, openBrowser }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  const { secret, recoveryCodes } = await turnCodesOn(page);
  const other = await openBrowser();
  await givePassword(other, ana, '/panel/contratos');
  await giveCode(other, codeOf(secret));
  await expect(other).toHaveURL(/\/panel\/contratos$/);
  const third = await openBrowser();
  await givePassword(third, ana, '/panel');
  await giveCode(third, recoveryCodes[1] ?? '');
  await expect(third).toHaveURL(/\/panel$/);

  await page.goto(SECURITY);
  await submit(page, page.getByRole('button', { name: 'Cerrar todas las demás' }));
  for (const ended of [other, third]) {
    await ended.goto('/panel');
    await expect(ended).toHaveURL(/\/ingresar\?next=/);
  }
  await submit(page, page.getByRole('button', { name: 'Desactivar' }));
  await expect(page.getByText('Desactivada')).toBeVisible();
  await signIn(other, ana);
});

test('without JavaScript the page says that passkeys need it', async ({ page }) => {
  await register(page, stranger('Ana'));
  await page.goto(SECURITY);
  await expect(page.getByText('Las llaves de acceso necesitan JavaScript')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Agregar una llave' })).toBeHidden();
});
