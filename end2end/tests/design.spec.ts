// The page of all components in all states, compared by picture: a change of style is seen before it is merged.
// `npm test -- design --update-snapshots` accepts a new look.
import { expect, expectEverybodyCanUse, test } from '../fixtures';

test('the components look as agreed, and everybody can use them', async ({ page }) => {
  await page.goto('/_diseno');
  await page.evaluate(() => document.fonts.ready);
  await expectEverybodyCanUse(page, async (look) => {
    await expect(page).toHaveScreenshot(`design-${look}.png`, { fullPage: true });
  });
});
