// The page of all components in all states, compared by picture: a change of style is seen before it is merged.
// `npm test -- design --update-snapshots` accepts a new look.
import { expect, expectAccessible, test } from '../fixtures';

for (const width of [390, 1280]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 900 }, colorScheme, contextOptions: { reducedMotion: 'reduce' } });

      test('the components look as agreed', async ({ page }) => {
        await page.goto('/_diseno');
        await page.evaluate(() => document.fonts.ready);
        await expect(page).toHaveScreenshot(`design-${width}-${colorScheme}.png`, { fullPage: true });
        await expectAccessible(page);
      });
    });
  }
}
