// Notices with JavaScript off: a link with a number, a list, and forms.
import { expect, test } from '../fixtures';
import * as job from '../job';
import { register, stranger } from '../job';
import { openMail, pressInMail } from '../mail';
import { registerAndVerify } from '../recovery';

test('notices are listed and read as plain HTML', async ({ page }) => {
  await register(page, stranger('Flora'));
  const bell = page.getByRole('link', { name: /^Avisos/ }).first();
  await expect(bell).toHaveAccessibleName('Avisos: 1 sin leer');
  await bell.click();
  await page.getByRole('button', { name: 'Marcar como leído' }).click();
  await expect(page).toHaveURL(/\/panel\/notificaciones$/);
  await expect(bell).toHaveAccessibleName('Avisos');
  await expect(page.getByRole('link', { name: /bienvenida/ })).toBeVisible();
});

test('an order comes by mail, and its way out ends such mails without signing in', async ({ page: client, openBrowser }) => {
  test.setTimeout(120_000);
  const seller = await openBrowser();
  const flora = await registerAndVerify(seller, 'Flora');
  const gig = await job.publishGig(seller, { title: `Logo con historia ${Date.now()}`, price: '20.000' });
  await register(client, stranger('Gina'));
  await job.orderAndGoToCheckout(client, gig);
  await job.payWithCard(client, '4242 4242 4242 4242');

  const reader = await openBrowser();
  await openMail(reader, flora.email, 'Gina pagó: ya podés empezar');
  const mail = reader.url();
  await expect(reader.getByText('Logo con historia')).toBeVisible();
  await pressInMail(reader, 'No quiero más e-mails como este');
  await expect(reader.getByRole('heading', { name: '¿No querés más estos e-mails?' })).toBeVisible();
  await reader.getByRole('button', { name: 'No me los manden más' }).click();
  await expect(reader.getByRole('heading', { name: 'Listo, no te mandamos más estos e-mails' })).toBeVisible();
  await seller.goto('/panel/ajustes/preferencias');
  await expect(seller.locator('[name="notices.order_paid.email"]')).toHaveValue('never');

  await reader.goto(mail);
  await pressInMail(reader, 'Ver en LABUREMOS');
  await expect(reader, 'the order itself asks who is there').toHaveURL(/\/ingresar\?next=/);
});
