// The way back into an account as plain HTML.
import { expect, test } from '../fixtures';
import { recover, registerAndVerify } from '../recovery';

test('a person verifies the address, forgets the password, sets another and is in', async ({ page, openBrowser }) => {
  const ana = await registerAndVerify(page, 'Ana');
  const phone = await openBrowser();
  await recover(phone, ana, 'otra clave bien larga');
  await page.goto('/panel');
  await expect(page, 'signed out elsewhere').toHaveURL(/\/ingresar/);
});
