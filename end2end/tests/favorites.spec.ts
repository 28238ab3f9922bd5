// Hearts on a gig, on cards and on a profile, and the lists that they lead to.
import { expect, expectAccessible, expectEverybodyCanUse, test } from '../fixtures';
import { publishGig, register, stranger } from '../job';

test('a gig is saved from its page, moved into a list and let go', async ({ page, openBrowser }) => {
  const title = `Logo con historia ${Date.now()}`;
  const seller = await openBrowser();
  await register(seller, stranger('Gina'));
  const gig = await publishGig(seller, { title, price: '20.000' });

  await register(page, stranger('Hilda'));
  await page.goto(gig);
  await page.getByRole('button', { name: `Guardar en favoritos: ${title}` }).click();
  await expect(page).toHaveURL(new RegExp(`${gig}$`));
  await expect(page.getByRole('button', { name: `Guardado: sacar de favoritos ${title}` })).toBeVisible();

  await page.goto('/panel/favoritos');
  await expect(page.getByRole('link', { name: title })).toBeVisible();
  await page.getByText('Nueva lista').click();
  await page.locator('[name=name]').fill('Para la tienda');
  await page.getByRole('button', { name: 'Crear lista' }).click();
  await expect(page).toHaveURL(/\?lista=/);
  await page.goto('/panel/favoritos');
  await page.getByLabel(`Lista de ${title}`).selectOption({ label: 'Para la tienda' });
  await page.getByRole('button', { name: 'Mover' }).click();
  await page.getByRole('link', { name: /^Para la tienda/ }).click();
  await expect(page.getByRole('link', { name: title })).toBeVisible();
  await expectEverybodyCanUse(page);

  await page.getByRole('button', { name: `Guardado: sacar de favoritos ${title}` }).click();
  await expect(page.getByText('Acá no hay nada guardado')).toBeVisible();
});

test('cards carry a heart for who is signed in and none for strangers', async ({ page }) => {
  await page.goto('/buscar');
  await expect(page.locator('.gig-card').first()).toBeVisible();
  await expect(page.locator('.gig-card .heart')).toHaveCount(0);
  await register(page, stranger('Irma'));
  await page.goto('/buscar');
  const heart = page.locator('.gig-card .heart').first();
  await heart.click();
  await expect(page).toHaveURL(/\/buscar$/);
  await expect(page.locator('.gig-card .heart[value=no]')).toHaveCount(1);
  await expectAccessible(page);
});
