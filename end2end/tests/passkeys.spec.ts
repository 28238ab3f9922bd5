// Passkeys, with Chromium's virtual authenticator: made, used instead of a password, removed.
import type { CDPSession, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures';
import { register, stranger, submit } from '../job';
import { SECURITY, signOut } from '../security';

/** A phone with a fingerprint, as far as the browser can tell. */
async function plugIn(page: Page): Promise<{ session: CDPSession; authenticatorId: string }> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { session, authenticatorId };
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto(SECURITY);
  await page.locator(`form[action="${SECURITY}/llaves"] [name=name]`).fill(name);
  await page.getByRole('button', { name: 'Agregar una llave' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

// A key that nobody knows any more is refused with 401.
test.use({ allowedStatuses: [401] });

test('a passkey is made, signs in instead of a password, and is worth nothing once it is removed', async ({ page }) => {
  const key = await plugIn(page);
  await register(page, stranger('Ana'));
  await addPasskey(page, 'Mi celular');
  await expectAccessible(page);

  await signOut(page);
  await page.goto('/ingresar?next=%2Fpanel%2Fnotificaciones');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ingresar con una llave de acceso' }).click();
  await expect(page).toHaveURL(/\/panel\/notificaciones$/);

  await page.goto(SECURITY);
  await expect(page.getByText(/^Usada:/)).toBeVisible();
  await submit(page, page.getByRole('button', { name: 'Quitar la llave Mi celular' }));
  await expect(page.getByRole('heading', { name: 'Mi celular' })).toBeHidden();
  await signOut(page);
  await page.goto('/ingresar');
  await page.getByRole('button', { name: 'Ingresar con una llave de acceso' }).click();
  await expect(page.getByText('No reconocemos esa llave de acceso').first()).toBeVisible();
  await key.session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: key.authenticatorId });
});

test('a passkey answers who is there once more', async ({ page }) => {
  const key = await plugIn(page);
  await register(page, stranger('Ana'));
  await addPasskey(page, 'Mi celular');
  await page.goto(`/confirmar?next=${encodeURIComponent(SECURITY)}`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Confirmar con una llave de acceso' }).click();
  await expect(page).toHaveURL(new RegExp(`${SECURITY}$`));
  await page.goto('/confirmar');
  await key.session.send('WebAuthn.clearCredentials', { authenticatorId: key.authenticatorId });
  await page.getByRole('button', { name: 'Confirmar con una llave de acceso' }).click();
  await expect(page.getByText('La llave no respondió')).toBeVisible();
});

test('a key that refuses leaves the page as it was, with a word about it', async ({ page }) => {
  const key = await plugIn(page);
  await register(page, stranger('Bruno'));
  await key.session.send('WebAuthn.setUserVerified', { authenticatorId: key.authenticatorId, isUserVerified: false });
  await page.goto(SECURITY);
  await page.locator(`form[action="${SECURITY}/llaves"] [name=name]`).fill('Mi celular');
  await page.getByRole('button', { name: 'Agregar una llave' }).click();
  await expect(page.getByText('La llave no respondió')).toBeVisible();
  await expect(page.locator(`form[action="${SECURITY}/llaves"] [name=name]`)).toHaveValue('Mi celular');
});
