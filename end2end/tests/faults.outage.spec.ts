// Redis or PostgreSQL stops in the middle of what people do: nothing is lost, nothing half done, and the site is back by itself.
import { randomUUID } from 'node:crypto';
import type { Page, Response } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures';
import { describeGig, publishGig, register, signIn, stranger, submit } from '../job';
import { without } from '../outage';
import { SECURITY, signOut } from '../security';

test.use({ allowedStatuses: [401, 503] });

/** The session of a browser, as somebody would send it who kept its cookies. */
async function sessionOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Presses a button and answers what came back for the form. */
async function send(page: Page, button: string): Promise<Response> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.locator('main').getByRole('button', { name: button, exact: true }).click(),
  ]);
  await page.waitForLoadState();
  return answer;
}

async function expectToSayLater(page: Page, answer: Response | null): Promise<void> {
  expect(answer?.status()).toBe(503);
  expect(Number(answer?.headers()['retry-after']), 'Retry-After').toBeGreaterThan(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
}

test('without Redis people register, sign in, read and sign out, and a session that ended has ended for good', async ({ page, openBrowser, request }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  const [phone, tablet, visitor] = [await openBrowser(), await openBrowser(), await openBrowser()];
  await signIn(phone, ana);
  await signIn(tablet, ana);
  const ended = [await sessionOf(phone), await sessionOf(tablet)];
  const expectStatus = async (status: number) => {
    for (const cookie of ended) expect((await request.get('/auth/me', { headers: { cookie } })).status()).toBe(status);
  };
  await expectStatus(200);

  await without('redis', request, async () => {
    for (const path of ['/', '/buscar?q=logo', '/c/programacion', '/panel', SECURITY]) {
      expect((await page.goto(path))?.status(), path).toBe(200);
      expect(page.url(), 'still signed in').toContain(path);
    }
    await signOut(phone);
    await page.goto(SECURITY);
    await submit(page, page.getByRole('button', { name: /Cerrar la sesión de/ })); // the tablet's, the only one left
    await expectStatus(401);
    await tablet.goto('/panel');
    await expect(tablet).toHaveURL(/\/ingresar\?next=/);
    await signIn(phone, ana);
    await register(visitor, stranger('Eva'));
  });

  await expectStatus(401);
  for (const signedIn of [page, phone, visitor]) {
    await signedIn.goto('/panel');
    await expect(signedIn).toHaveURL(/\/panel$/);
  }
});

test('without PostgreSQL pages say that they will be back, and are, by themselves', async ({ page, openBrowser, request }) => {
  const ana = stranger('Ana');
  await register(page, ana);
  const visitor = await openBrowser();
  await without('postgres', request, async () => {
    await expectToSayLater(visitor, await visitor.goto(`/buscar?q=${Date.now()}`));
    await expectToSayLater(page, await page.goto('/panel'));
    await visitor.goto('/ingresar');
    await visitor.locator('main [name=email]').fill(ana.email);
    await visitor.locator('main [name=password]').fill(ana.password);
    await expectToSayLater(visitor, await send(visitor, 'Ingresar'));
    await expect(visitor.locator('main [name=email]'), 'what was typed is still there').toHaveValue(ana.email);
  });
  await visitor.locator('main [name=password]').fill(ana.password);
  expect((await send(visitor, 'Ingresar')).status()).toBe(303);
  expect((await visitor.goto('/buscar?q=logo'))?.status()).toBe(200);
  expect((await page.goto('/panel'))?.status()).toBe(200);
  await expect(page, 'still signed in').toHaveURL(/\/panel$/);
});

test('a form sent while PostgreSQL is away is not lost: sent again as it was, it makes one gig', async ({ page, request }) => {
  await register(page, stranger('Bruno'));
  const title = `Sitio que sobrevive ${Date.now()}`;
  const gigs = async () => (await (await page.request.get('/panel/gigs')).text()).split(`>${title}<`).length - 1;
  await describeGig(page, { title, price: '90.000' });
  await without('postgres', request, async () => expectToSayLater(page, await send(page, 'Publicar servicio')));
  expect(await gigs(), 'nothing half-written').toBe(0);
  // As the page advises: the browser still has all that was typed.
  expect((await page.reload())?.status()).toBe(200);
  expect(await gigs()).toBe(1);
});

test('orders under way while PostgreSQL stops are whole or none, and sent again they are one each', async ({ page, request }) => {
  await register(page, stranger('Clara'));
  const slug = (await publishGig(page, { title: `Sitio muy pedido ${Date.now()}`, price: '90.000' })).replace('/gigs/', '');
  const { id: gig_id } = await (await request.get(`/api/v1/gigs/${slug}`)).json();
  const { access_token } = await (await request.post('/auth/register', { data: stranger('Dora') })).json();
  const headers = { authorization: `Bearer ${access_token}` };
  const order = async (key: string) => {
    const answer = await request.post('/api/v1/contracts', { headers: { ...headers, 'idempotency-key': key }, data: { gig_id, package: 'basic' } });
    if (answer.status() === 503) expect(Number(answer.headers()['retry-after']), 'Retry-After').toBeGreaterThan(0);
    return { key, status: answer.status(), id: answer.ok() ? ((await answer.json()).id as string) : undefined };
  };

  const sent: Awaited<ReturnType<typeof order>>[] = [];
  const untilRefused = async () => {
    while (!sent.some(({ status }) => status === 503)) sent.push(await order(randomUUID()));
  };
  const lanes = Promise.all([untilRefused(), untilRefused(), untilRefused()]);
  await expect.poll(() => sent.length, { intervals: [20] }).toBeGreaterThan(5);
  await without('postgres', request, async () => void (await lanes));
  expect([...new Set(sent.map(({ status }) => status))].sort(), 'taken or later, nothing else').toEqual([201, 503]);

  for (const { key, id } of sent) {
    const again = await order(key);
    expect(again.status).toBe(201);
    if (id) expect(again.id, 'the same one').toBe(id);
  }
  const { items } = await (await request.get('/api/v1/contracts?limit=100', { headers })).json();
  expect(items, 'one each').toHaveLength(sent.length);
  for (const { id } of items) expect((await request.get(`/api/v1/contracts/${id}`, { headers })).status(), 'whole').toBe(200);
});
