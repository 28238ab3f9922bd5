// The whole main job by two people in two browsers at once, with the bell ringing in the other one without a reload.
import { expect, test } from '../fixtures';
import { approve, contractRoom, deliver, orderAndGoToCheckout, payWithCard, publishGig, register, review, stranger, untilRoomSays } from '../job';

test('two people meet, work, pay and review each other', async ({ page: seller, openBrowser }) => {
  test.setTimeout(120_000);
  const client = await openBrowser();

  await register(seller, stranger('Vera'));
  const gig = await publishGig(seller, { title: `Sitio web para tu negocio ${Date.now()}`, price: '15.000' });
  await seller.goto('/panel');
  const bell = seller.getByTestId('bell-count');

  await register(client, stranger('Carla'));
  await orderAndGoToCheckout(client, gig);
  await payWithCard(client, '4242 4242 4242 4242');
  const room = await contractRoom(client);
  await untilRoomSays(client, room, /En curso|En marcha/);
  await expect(bell, 'the bell rings by itself when the money is held').toHaveText(/[1-9]/);

  await deliver(seller, room);
  await untilRoomSays(client, room, /Aprobar entrega/);
  await approve(client, room);
  await untilRoomSays(seller, room, /Aprobad/);

  await review(client, room, 'Entregó antes de lo pactado y explicó cada paso.');
  await review(seller, room, 'Clara con lo que quería y rápida para responder.');
  await seller.goto(gig);
  await expect(seller.locator('main')).toContainText('Entregó antes de lo pactado');
});
