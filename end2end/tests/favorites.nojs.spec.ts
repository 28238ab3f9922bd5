// Favourites as plain HTML: a stranger is led through the door and back.
import { expect, test } from '../fixtures';
import { publishGig, register, stranger } from '../job';

test('a stranger who presses a heart signs in, comes back and saves it', async ({ page, openBrowser }) => {
  const title = `Isologo sencillo ${Date.now()}`;
  const seller = await openBrowser();
  await register(seller, stranger('Juana'));
  const gig = await publishGig(seller, { title, price: '15.000' });
  const ana = stranger('Karen');
  const elsewhere = await openBrowser();
  await register(elsewhere, ana);

  await page.goto(gig);
  await page.getByRole('button', { name: `Guardar en favoritos: ${title}` }).click();
  await expect(page).toHaveURL(/\/ingresar\?next=/);
  const form = page.locator('main form').first();
  await form.locator('[name=email]').fill(ana.email);
  await form.locator('[name=password]').fill(ana.password);
  await form.getByRole('button', { name: 'Ingresar' }).click();
  await expect(page).toHaveURL(new RegExp(`${gig}$`));
  await page.getByRole('button', { name: `Guardar en favoritos: ${title}` }).click();
  await page.goto('/panel/favoritos');
  await expect(page.getByRole('link', { name: title })).toBeVisible();

  await elsewhere.goto('/panel/favoritos');
  await elsewhere.getByRole('button', { name: `Guardado: sacar de favoritos ${title}` }).click();
  await expect(elsewhere.getByText('Acá no hay nada guardado')).toBeVisible();
});
