// What people do with their own profile; with and without JavaScript.
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** One pixel, as a file of this name. */
export const PICTURE = (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
});

/** Red, green and blue from left to right; 30 × 10. */
export const STRIPES = {
  name: 'rayas.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAB4AAAAKAgMAAADeGQa8AAAACVBMVEX/AAAA/wAAAP8tSs2KAAAAFElEQVR42mNgYGANDV21agEDtRkAcvcaXwKGSG0AAAAASUVORK5CYII=',
    'base64',
  ),
};

/** The colour in the middle of a picture on the page, as red, green and blue. */
export function middleOf(picture: Locator): Promise<number[]> {
  return picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = document.createElement('canvas');
    const [width, height] = [(canvas.width = image.naturalWidth), (canvas.height = image.naturalHeight)];
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(width / 2, height / 2, 1, 1).data ?? [])].slice(0, 3);
  });
}

/** Uploads so many pieces to one's own portfolio. */
export async function fillPortfolio(page: Page, count: number): Promise<void> {
  await page.goto('/panel/perfil/portafolio');
  const files = Array.from({ length: count }, (_, index) => PICTURE(`obra-${index}.png`));
  await page.locator('[name=files]').setInputFiles(files);
  await page.getByRole('button', { name: 'Subir imágenes' }).click();
  await expect(page.locator('.piece')).toHaveCount(count);
}

export async function describeOneself(page: Page, words: { handle: string; bio: string }): Promise<void> {
  await page.goto('/panel/perfil');
  const form = page.locator('main form').first();
  await form.locator('[name=handle]').fill(words.handle);
  await form.locator('[name=bio]').fill(words.bio);
  await form.locator('[name="skills.0.name"]').fill('Ilustración');
  await form.locator('[name="skills.0.level"]').selectOption('advanced');
  await form.getByRole('button', { name: 'Guardar perfil' }).click();
  await expect(page).toHaveURL(new RegExp(`/u/${words.handle}$`));
}
