// The whole main job with JavaScript off: links, forms and reloads are enough.
import { expect, test } from '../fixtures';
import * as job from '../job';

test('the main job works as plain HTML', async ({ page: seller, openBrowser }) => {
  test.setTimeout(180_000);
  const client = await openBrowser();

  await job.register(seller, job.stranger('Nora'));
  await job.openPayoutAccount(seller);
  const gig = await job.publishGig(seller, { title: `Sitio web sin vueltas ${Date.now()}`, price: '20.000' });

  await job.register(client, job.stranger('Celia'));
  await job.orderAndGoToCheckout(client, gig);
  await job.payWithCard(client, '4242 4242 4242 4242');
  const room = await job.contractRoom(client);
  await job.untilRoomSays(client, room, /está trabajando/);

  await job.deliver(seller, room, 'Acá está el sitio, publicado y probado en teléfonos viejos.');
  await job.untilRoomSays(client, room, /Revisá la entrega/);
  await job.approve(client, room);
  await job.release(client, room);
  await job.untilRoomSays(client, room, /Contá cómo te fue/);
  await job.review(client, room, 'Todo funcionó aunque mi teléfono es viejo.');
  await job.review(seller, room, 'Una clienta que sabe lo que quiere.');
  await seller.goto(gig);
  await expect(seller.locator('main')).toContainText('Todo funcionó aunque mi teléfono es viejo.');
});
