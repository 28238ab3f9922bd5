// Mails as the development site shows them at /_mail.
import type { Page } from '@playwright/test';
import { expect } from './fixtures';

/** Opens the latest mail to somebody with this subject; a worker sends them a moment after they were asked for. */
export async function openMail(page: Page, email: string, subject: string): Promise<void> {
  const line = page.getByRole('listitem').filter({ hasText: email }).filter({ hasText: subject });
  await expect(async () => {
    await page.goto('/_mail');
    await expect(line.first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await line.first().getByRole('link').click();
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
}

/** Presses the button of the mail that is open. */
export async function pressInMail(page: Page, button: string): Promise<void> {
  await page.getByRole('link', { name: button }).click();
}
