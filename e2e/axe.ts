import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe judges by colours; the rest is the same in both themes. */
const aboutColours = ['color-contrast', 'link-in-text-block'];

type Finding = { scheme: 'light' | 'dark'; rule: string; elements: string[] };

/** What axe finds serious or critical in the page as it stands, or in a part of it: in light, then the colours in dark. */
export async function graveFindings(page: Page, part?: string): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    // Nobody reads what axe passes; and without frames it needs no second page to put its findings together in.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
    if (part !== undefined) axe.include(part);
    if (scheme === 'dark') axe.withRules(aboutColours);
    const { violations } = await axe.analyze();
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue;
      found.push({ scheme, rule: id, elements: nodes.map(({ html }) => html) });
    }
  }
  return found;
}
