// What people do with their own profile; with and without JavaScript.
import type { Page } from '@playwright/test';
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
