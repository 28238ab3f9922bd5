// A profile with its portfolio in the browser: moved by mouse, found under its old address, and nothing in it runs.
import { expect, expectAccessible, expectEverybodyCanUse, test } from '../fixtures';
import { PICTURE, STRIPES, describeOneself, fillPortfolio, middleOf } from '../profile';
import { register, stranger } from '../job';

test('a portfolio is dragged into order, saved, and seen by others', async ({ page, openBrowser }) => {
  await register(page, stranger('Lola'));
  await fillPortfolio(page, 3);
  await expect(page.getByText('También podés arrastrarlos')).toBeVisible();
  const ids = page.locator('input[name=ids]');
  const last = (await ids.nth(2).getAttribute('value')) ?? '';
  await page.locator('.piece img').nth(2).dragTo(page.locator('.piece img').first());
  await expect(ids.first()).toHaveValue(last);
  await page.locator(`[name="title.${last}"]`).fill('Mural del club');
  await page.locator(`[name="alt.${last}"]`).fill('Un mural azul y amarillo');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Guardar portafolio' }).click();
  await expect(page).toHaveURL(/\/u\//);

  const visitor = await openBrowser();
  await visitor.goto(new URL(page.url()).pathname);
  await expect(visitor.locator('.portfolio img')).toHaveCount(3);
  await expect(visitor.locator('.portfolio img').first()).toHaveAttribute('alt', 'Un mural azul y amarillo');
  await expect(visitor.locator('.portfolio figcaption').first()).toHaveText('Mural del club');
  await expectEverybodyCanUse(visitor);
});

test('an old address leads to the new one', async ({ page, openBrowser }) => {
  await register(page, stranger('Lola'));
  const first = `lola-a${Date.now().toString(36)}`;
  const second = `lola-b${Date.now().toString(36)}`;
  await describeOneself(page, { handle: first, bio: 'Hola' });
  await describeOneself(page, { handle: second, bio: 'Hola' });
  const visitor = await openBrowser();
  await visitor.goto(`/u/${first}`);
  await expect(visitor).toHaveURL(new RegExp(`/u/${second}$`));
});

test('what somebody writes stays text', async ({ page }) => {
  await register(page, stranger('Lola'));
  const attack = '"><img src=x onerror="document.title=1"><script>document.title=1</script>';
  await describeOneself(page, { handle: `lola-x${Date.now().toString(36)}`, bio: attack });
  await expect(page.locator('.prose')).toContainText('<script>document.title=1</script>');
  await expect(page.locator('.prose img, .prose script')).toHaveCount(0);
  expect(await page.title()).not.toBe('1');
});

test('a picture is framed with the keyboard and cut there', async ({ page }) => {
  await register(page, stranger('Lola'));
  await page.goto('/panel/perfil');
  const plain = page.getByRole('group', { name: 'Si no es cuadrada' });
  await expect(plain).toBeVisible();
  await page.locator('[name=avatar]').setInputFiles(STRIPES);
  const frame = page.getByRole('application', { name: 'Encuadre de la foto' });
  await expect(frame).toBeVisible();
  await expect(plain).toBeHidden();
  await frame.focus();
  for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press('ArrowRight');
  await expect(page.locator('[name=crop_x]')).toHaveValue('1000');
  for (let presses = 0; presses < 10; presses += 1) await page.keyboard.press('+');
  await expect(page.locator('[name=crop_size]')).toHaveValue('500');
  const zoom = page.getByRole('slider', { name: 'Acercar' });
  await expect(zoom).toHaveValue('200');
  await zoom.focus();
  await page.keyboard.press('-');
  await expect(zoom).toHaveValue('190');
  await expectEverybodyCanUse(page);
  await page.getByRole('button', { name: 'Guardar perfil' }).click();
  await expect(page).toHaveURL(/\/u\//);
  const [red, , blue] = await middleOf(page.locator('.profile-head img'));
  expect(blue).toBeGreaterThan(200);
  expect(red).toBeLessThan(60);
});

test('a picture is dragged in its frame, or tapped where its middle belongs', async ({ page }) => {
  await register(page, stranger('Lola'));
  await page.goto('/panel/perfil');
  await page.locator('[name=avatar]').setInputFiles(STRIPES);
  const frame = page.getByRole('application', { name: 'Encuadre de la foto' });
  await frame.hover();
  await page.mouse.down();
  // The picture goes with the pointer: what lies to its left comes in.
  await page.mouse.move(1200, 450, { steps: 5 });
  await page.mouse.up();
  await expect(page.locator('[name=crop_x]')).toHaveValue('0');
  await frame.click({ position: { x: 250, y: 128 } });
  await expect(page.locator('[name=crop_x]')).not.toHaveValue('0');
  await page.getByLabel('Acercar').fill('500');
  await expect(page.locator('[name=crop_size]')).toHaveValue('200');

  await page.locator('[name=avatar]').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('nada') });
  await expect(frame, 'no picture, no frame').toBeHidden();
  await expect(page.getByRole('group', { name: 'Si no es cuadrada' })).toBeVisible();
});

test('an upload shows how far it is, can be stopped, and is sent again', async ({ page }) => {
  await register(page, stranger('Lola'));
  await page.goto('/panel/perfil/portafolio');
  await page.locator('html[data-awake]').waitFor();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/panel/perfil/portafolio', async (route) => {
    if (route.request().method() === 'POST') await held;
    // What was stopped is not there any more to go on.
    await route.continue().catch(() => {});
  });
  const files = page.locator('[name=files]');
  await files.setInputFiles(PICTURE('obra.png'));
  await page.getByRole('button', { name: 'Subir imágenes' }).click();
  await expect(page.getByRole('progressbar', { name: 'Cuánto se subió' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancelar la subida' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Subida cancelada' })).toBeVisible();
  await expect(page.getByRole('progressbar')).toBeHidden();
  await expect(files).toBeFocused();
  await expect(files, 'still chosen').toHaveValue(/obra\.png$/);
  letGo();
  await page.unroute('**/panel/perfil/portafolio');
  await page.getByRole('button', { name: 'Subir imágenes' }).click();
  await expect(page.locator('.piece')).toHaveCount(1);
  await expect(files).toHaveValue('');
});

test('what is no picture is refused at its field, and nothing typed is lost', async ({ page }) => {
  await register(page, stranger('Lola'));
  await fillPortfolio(page, 1);
  await page.locator('html[data-awake]').waitFor();
  const title = page.getByLabel('Título');
  await title.fill('Mural del club');
  const files = page.locator('[name=files]');
  await files.setInputFiles({ name: 'nota.png', mimeType: 'image/png', buffer: Buffer.from('no soy una imagen') });
  await page.getByRole('button', { name: 'Subir imágenes' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'No aceptamos este tipo de archivo' })).toBeVisible();
  await expect(files).toHaveAttribute('aria-invalid', 'true');
  await expect(files, 'the page was not left').toHaveValue(/nota\.png$/);
  await expect(title).toHaveValue('Mural del club');
  await expectEverybodyCanUse(page);
  await files.setInputFiles(PICTURE('obra.png'));
  await page.getByRole('button', { name: 'Subir imágenes' }).click();
  await expect(page.locator('.piece')).toHaveCount(2);
  await expect(title.first(), 'words go along with pictures').toHaveValue('Mural del club');
});

test('languages have levels, and a person is kept from their profile', async ({ page, openBrowser }) => {
  await register(page, stranger('Lola'));
  await page.goto('/panel/perfil');
  await page.getByLabel('Español').selectOption({ label: 'Nativo' });
  await page.getByLabel('Portugués').selectOption({ label: 'Conversación' });
  await page.getByLabel('Italiano').selectOption({ label: 'Lo hablo, sin decir cuánto' });
  await expectEverybodyCanUse(page);
  await page.getByRole('button', { name: 'Guardar perfil' }).click();
  await expect(page.getByText('Español (nativo), Portugués (conversación), Italiano')).toBeVisible();
  await expect(page.locator('.profile .heart'), 'not for oneself').toHaveCount(0);
  const profile = new URL(page.url()).pathname;

  const visitor = await openBrowser();
  await register(visitor, stranger('Mora'));
  await visitor.goto(profile);
  const heart = visitor.locator('.profile-head .heart');
  await heart.focus();
  await visitor.keyboard.press('Enter');
  await expect(visitor.getByRole('button', { name: /^Guardado: sacar de favoritos Lola/ })).toBeVisible();
  await expect(visitor).toHaveURL(new RegExp(`${profile}$`));
  await expectEverybodyCanUse(visitor);
  await visitor.goto('/panel/favoritos');
  await expect(visitor.getByRole('link', { name: 'Lola' })).toBeVisible();
});
