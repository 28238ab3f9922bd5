// The steps of the main job as a person takes them. Each works with and without JavaScript: real links, real forms, real names of fields.
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

export interface Person {
  name: string;
  email: string;
  password: string;
}

/** Somebody of the demo data, with contracts in several states. */
export const demoSeller = { email: 'ana@demo.laburemos.com.ar', password: 'laburemos-demo' };

let born = 0;

/** Somebody whom nobody has met yet. */
export function stranger(name: string): Person {
  born += 1;
  const unique = `${Date.now().toString(36)}${process.pid.toString(36)}${born}`;
  return { name, email: `${name.toLowerCase()}.${unique}@prueba.test`, password: 'una clave bien larga' };
}

export async function register(page: Page, person: Person): Promise<void> {
  await page.goto('/registro');
  const form = page.locator('main form').first();
  await form.locator('[name=name]').fill(person.name);
  await form.locator('[name=email]').fill(person.email);
  await form.locator('[name=password]').fill(person.password);
  await submit(page, form.getByRole('button', { name: 'Crear cuenta' }));
  await expect(page, 'registered and inside').not.toHaveURL(/\/registro/);
}

export async function signIn(page: Page, person: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.goto('/ingresar');
  const form = page.locator('main form').first();
  await form.locator('[name=email]').fill(person.email);
  await form.locator('[name=password]').fill(person.password);
  await submit(page, form.getByRole('button', { name: 'Ingresar' }));
  await expect(page, 'signed in').not.toHaveURL(/\/ingresar/);
}

export interface GigWords {
  title: string;
  price: string;
}

/** Fills in the page of a new gig with one package. */
export async function describeGig(page: Page, gig: GigWords): Promise<void> {
  await page.goto('/panel/gigs/nuevo');
  const form = page.locator('main form').first();
  await form.locator('[name=title]').fill(gig.title);
  await form.locator('[name=category]').selectOption('desarrollo-web');
  await form
    .locator('[name=description]')
    .fill('Armo tu sitio en una semana, con textos claros, fotos livianas y un formulario de contacto que llega a tu correo.');
  await form.locator('[name="packages.basic.name"]').fill('Sitio de una página');
  await form.locator('[name="packages.basic.description"]').fill('Una página con tu marca, publicada y lista para compartir.');
  await form.locator('[name="packages.basic.price"]').fill(gig.price);
  await form.locator('[name="packages.basic.delivery_days"]').fill('5');
  await form.locator('[name="packages.basic.revisions"]').fill('2');
}

/** Publishes a gig with one package and answers its public path. */
export async function publishGig(page: Page, gig: GigWords): Promise<string> {
  await describeGig(page, gig);
  await submit(page, page.getByRole('button', { name: 'Publicar servicio' }));
  await expect(page).not.toHaveURL(/\/panel\/gigs\/nuevo/);
  if (new URL(page.url()).pathname.startsWith('/gigs/')) return new URL(page.url()).pathname;
  const link = page.locator('main a[href^="/gigs/"]').first();
  return (await link.getAttribute('href')) ?? 'no gig was published';
}

/** Chooses the basic package on the gig's page, reads the price once more and goes to the hosted checkout. */
export async function orderAndGoToCheckout(page: Page, gigPath: string): Promise<void> {
  await page.goto(gigPath);
  await page.getByRole('link', { name: /^Contratar/ }).first().click();
  await expect(page.locator('main')).toContainText('Comisión de LABUREMOS');
  await submit(page, page.getByRole('button', { name: 'Pagar y empezar' }));
  await expect(page.locator('[data-pay]')).toBeVisible();
}

/** The hosted page of fake-stripe. */
export async function payWithCard(page: Page, card: string): Promise<void> {
  await page.locator('[name=card_number]').fill(card);
  await page.locator('[name=card_expiry]').fill('12/34');
  await page.locator('[name=card_cvc]').fill('123');
  await page.locator('[name=card_name]').fill('Carla Prueba');
  await submit(page, page.locator('[data-pay]'));
}

/** The bank's page that a card with 3-D Secure leads to. */
export async function answerTheBank(page: Page, outcome: 'complete' | 'fail'): Promise<void> {
  await submit(page, page.locator(`[data-${outcome}]`));
}

/** Where a seller says at the provider how to be paid; without it the money waits. */
export async function openPayoutAccount(page: Page): Promise<void> {
  await page.goto('/panel/billetera');
  await submit(page, page.locator('form[action="/panel/billetera/cuenta"] button'));
  await submit(page, page.locator('[data-activate]'));
  await expect(page).toHaveURL(/\/panel\/billetera/);
}

/** The contract room's path, wherever the checkout led back to. */
export async function contractRoom(page: Page): Promise<string> {
  await page.waitForURL(/\/contratos\//);
  return new URL(page.url()).pathname;
}

/** Reads the room again until it says so: without JavaScript nothing changes by itself, and webhooks take a moment. */
export async function untilRoomSays(page: Page, room: string, words: RegExp): Promise<void> {
  await expect(async () => {
    await page.goto(room);
    await expect(page.locator('main')).toContainText(words, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
}

export async function deliver(page: Page, room: string, words: string): Promise<void> {
  await page.goto(room);
  await page.locator('[name=message]').first().fill(words);
  await page.locator('[name="links.0"]').fill('https://ejemplo.test/sitio');
  await page.locator('[name="answers.0"]').fill('Está publicada, con tu marca.');
  await submit(page, page.getByRole('button', { name: 'Entregar el trabajo' }));
}

export async function requestRevision(page: Page, room: string, words: string): Promise<void> {
  await page.goto(room);
  await page.getByText(/^Pedir cambios/).click();
  await page.locator('[name=criterion]').first().check({ force: true });
  await page.locator('#revision-message').fill(words);
  await submit(page, page.getByRole('button', { name: 'Pedir estos cambios' }));
}

export async function approve(page: Page, room: string): Promise<void> {
  await page.goto(room);
  await submit(page, page.getByRole('button', { name: 'Aprobar entrega' }));
}

/** Lets the money go before the clearance ends. */
export async function release(page: Page, room: string): Promise<void> {
  await page.goto(room);
  await submit(page, page.getByRole('button', { name: 'Liberar la plata ahora' }));
}

export async function review(page: Page, room: string, words: string): Promise<void> {
  await page.goto(room);
  const form = page.locator('#opinion form');
  await form.locator('label[for="rating-5"]').click();
  await form.locator('[name=comment]').fill(words);
  await submit(page, form.getByRole('button').last());
}

/** Presses a button and waits for the page that the form leads to. */
export async function submit(page: Page, button: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('framenavigated'), button.click()]);
  await page.waitForLoadState();
}
