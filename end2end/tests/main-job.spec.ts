// The whole main job by two people in two browsers at once, with the bell ringing in the other one without a reload.
import { expect, test } from '../fixtures';
import * as job from '../job';

test('two people meet, work, pay and review each other', async ({ page: seller, openBrowser }) => {
  test.setTimeout(180_000);
  const client = await openBrowser();

  await job.register(seller, job.stranger('Vera'));
  await job.openPayoutAccount(seller);
  const gig = await job.publishGig(seller, { title: `Sitio web para tu negocio ${Date.now()}`, price: '15.000' });
  await seller.goto('/panel');
  const bell = seller.getByTestId('bell-count');
  const before = Number((await bell.textContent()) || 0);

  await job.register(client, job.stranger('Carla'));
  await job.orderAndGoToCheckout(client, gig);
  await job.payWithCard(client, '4242 4242 4242 4242');
  const room = await job.contractRoom(client);
  await job.untilRoomSays(client, room, /está trabajando/);
  await expect(async () => {
    expect(Number(await bell.textContent()), 'the bell rings by itself when the money is held').toBeGreaterThan(before);
  }).toPass();

  await job.deliver(seller, room, 'Acá está el sitio, publicado y probado en teléfonos viejos.');
  await job.untilRoomSays(client, room, /Revisá la entrega/);
  await job.requestRevision(client, room, 'Falta mi marca en el pie de la página.');
  await job.untilRoomSays(seller, room, /pidió cambios/);
  await job.deliver(seller, room, 'Agregué tu marca en el pie.');
  await job.untilRoomSays(client, room, /Revisá la entrega/);
  await job.approve(client, room);
  await job.release(client, room);
  await job.untilRoomSays(client, room, /Contá cómo te fue/);

  await job.review(client, room, 'Entregó antes de lo pactado y explicó cada paso.');
  await seller.goto(gig);
  await expect(seller.locator('main'), 'hidden until both are in').not.toContainText('Entregó antes de lo pactado');
  await job.review(seller, room, 'Clara con lo que quería y rápida para responder.');
  await seller.goto(gig);
  await expect(seller.locator('main')).toContainText('Entregó antes de lo pactado');
});

test.describe('a card that is refused', () => {
  // How the provider's page says so.
  test.use({ allowedStatuses: [402] });

  test('a declined card, then 3-D Secure refused and passed, end in one payment', async ({ page: seller, openBrowser }) => {
    test.setTimeout(180_000);
    const client = await openBrowser();
    await job.register(seller, job.stranger('Dora'));
    const gig = await job.publishGig(seller, { title: `Tienda en línea lista para vender ${Date.now()}`, price: '30.000' });

    await job.register(client, job.stranger('Elena'));
    await job.orderAndGoToCheckout(client, gig);
    await job.payWithCard(client, '4000 0000 0000 0002');
    await expect(client.locator('[data-error]'), 'the hosted page says that the card was declined').toBeVisible();
    await job.payWithCard(client, '4000 0025 0000 3155');
    await job.answerTheBank(client, 'fail');
    await expect(client.locator('[data-error]')).toBeVisible();
    await job.payWithCard(client, '4000 0025 0000 3155');
    await job.answerTheBank(client, 'complete');
    const room = await job.contractRoom(client);
    await job.untilRoomSays(client, room, /está trabajando/);
  });
});

test('who closes the checkout finds the way back to it', async ({ page: seller, openBrowser }) => {
  test.setTimeout(180_000);
  const client = await openBrowser();
  await job.register(seller, job.stranger('Flavia'));
  const gig = await job.publishGig(seller, { title: `Página de aterrizaje que convierte ${Date.now()}`, price: '12.000' });

  await job.register(client, job.stranger('Gabi'));
  await job.orderAndGoToCheckout(client, gig);
  await client.goto('/panel/contratos');
  await client.locator('main a[href^="/contratos/"]').first().click();
  const room = await job.contractRoom(client);
  await client.getByRole('button', { name: 'Ir a pagar' }).click();
  await job.payWithCard(client, '4242 4242 4242 4242');
  await job.untilRoomSays(client, room, /está trabajando/);
});
