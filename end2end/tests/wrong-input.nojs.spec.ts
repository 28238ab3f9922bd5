// Wrong input in every form, as plain HTML: the page comes back with 422, the error stands at its field, and what was typed is still there.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import * as job from '../job';

/** Sends a form that must be refused, and looks at how it comes back. */
async function expectRefused(page: Page, button: Locator, wrong: string[], kept: Record<string, string>): Promise<void> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    button.click(),
  ]);
  expect(answer.status()).toBe(422);
  await page.waitForLoadState();
  for (const field of wrong) {
    await expect(page.locator(`[name="${field}"][aria-invalid=true], #${CSS_ID(field)}[aria-invalid=true], [aria-describedby*="${field}-error"]`).first(), field).toBeAttached();
  }
  for (const [field, value] of Object.entries(kept)) {
    await expect(page.locator(`main form [name="${field}"]`).first(), field).toHaveValue(value);
  }
}

const CSS_ID = (name: string) => name.replaceAll('.', '\\.');

test('signing in and registering', async ({ page }) => {
  await page.goto('/ingresar');
  const signIn = page.locator('main form').first();
  await signIn.locator('[name=email]').fill('nadie@prueba.test');
  await signIn.locator('[name=password]').fill('no es esta clave');
  await expectRefused(page, signIn.getByRole('button', { name: 'Ingresar' }), ['password'], { email: 'nadie@prueba.test', password: '' });

  await page.goto('/registro');
  const form = page.locator('main form').first();
  await form.locator('[name=name]').fill('<b>');
  await form.locator('[name=email]').fill('ana@ejemplo');
  await form.locator('[name=password]').fill('12345678');
  await expectRefused(page, form.getByRole('button', { name: 'Crear cuenta' }), ['name', 'email', 'password'], {
    name: '<b>',
    email: 'ana@ejemplo',
    password: '',
  });
});

test('a gig and a profile', async ({ page }) => {
  await job.register(page, job.stranger('Irene'));
  await page.goto('/panel/gigs/nuevo');
  const gig = page.locator('main form').first();
  await gig.locator('[name=title]').fill('Corto');
  await gig.locator('[name=description]').fill('Muy poco.');
  await gig.locator('[name="packages.basic.name"]').fill('Uno');
  await gig.locator('[name="packages.basic.price"]').fill('mucho');
  await gig.locator('[name="packages.basic.delivery_days"]').fill('5');
  await expectRefused(page, gig.getByRole('button', { name: 'Publicar servicio' }), ['title', 'description', 'packages.basic.price'], {
    title: 'Corto',
    description: 'Muy poco.',
    'packages.basic.price': 'mucho',
    'packages.basic.delivery_days': '5',
  });

  await page.goto('/panel/perfil');
  const profile = page.locator('main form').first();
  await profile.locator('[name=name]').fill('X');
  await profile.locator('[name=bio]').fill('Hago **sitios**.');
  await expectRefused(page, profile.getByRole('button', { name: 'Guardar' }).first(), ['name'], { name: 'X', bio: 'Hago **sitios**.' });
});

test('a delivery, a revision and a review', async ({ page: seller, openBrowser }) => {
  test.setTimeout(120_000);
  const client = await openBrowser();
  await job.register(seller, job.stranger('Olga'));
  await job.openPayoutAccount(seller);
  const gig = await job.publishGig(seller, { title: `Sitio con errores a propósito ${Date.now()}`, price: '15.000' });
  await job.register(client, job.stranger('Pilar'));
  await job.orderAndGoToCheckout(client, gig);
  await job.payWithCard(client, '4242 4242 4242 4242');
  const room = await job.contractRoom(client);
  await job.untilRoomSays(client, room, /está trabajando/);

  await seller.goto(room);
  await seller.locator('[name="links.0"]').fill('no es un enlace');
  await expectRefused(seller, seller.getByRole('button', { name: 'Entregar el trabajo' }), ['message'], { 'links.0': 'no es un enlace' });
  await job.deliver(seller, room, 'Acá está el sitio, publicado y probado.');

  await client.goto(room);
  await client.getByText(/^Pedir cambios/).click();
  await client.locator('#revision-message').fill('No');
  await expectRefused(client, client.getByRole('button', { name: 'Pedir estos cambios' }), ['criterion'], {});
  await expect(client.locator('#revision-message')).toHaveValue('No');

  await job.approve(client, room);
  await job.release(client, room);
  await job.untilRoomSays(client, room, /Contá cómo te fue/);
  const review = client.locator('#opinion form');
  await review.locator('[name=comment]').fill('Bien.');
  await expectRefused(client, review.getByRole('button').last(), ['rating', 'comment'], { comment: 'Bien.' });
});
