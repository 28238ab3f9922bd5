// The whole main job with JavaScript off: links, forms and reloads are enough.
import { expect, test } from '../fixtures';
import { approve, contractRoom, deliver, orderAndGoToCheckout, payWithCard, publishGig, register, review, stranger, untilRoomSays } from '../job';

test('the main job works as plain HTML', async ({ page: seller, openBrowser }) => {
  test.setTimeout(120_000);
  const client = await openBrowser();

  await register(seller, stranger('Nora'));
  const gig = await publishGig(seller, { title: `Sitio web sin vueltas ${Date.now()}`, price: '20.000' });

  await register(client, stranger('Celia'));
  await orderAndGoToCheckout(client, gig);
  await payWithCard(client, '4242 4242 4242 4242');
  const room = await contractRoom(client);
  await untilRoomSays(client, room, /En curso|En marcha/);

  await deliver(seller, room);
  await untilRoomSays(client, room, /Aprobar entrega/);
  await approve(client, room);
  await review(client, room, 'Todo funcionó aunque mi teléfono es viejo.');
  await review(seller, room, 'Una clienta que sabe lo que quiere.');
  await seller.goto(gig);
  await expect(seller.locator('main')).toContainText('Todo funcionó');
});
