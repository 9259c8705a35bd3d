import { labSettingCatalogue } from '../../../server/contract/options/lab-setting-rows.ts';
import { optionCatalogue } from '../../../server/contract/options/options.ts';

export type CatalogueEntry = (typeof optionCatalogue)[number];

const catalogue = [...optionCatalogue, ...labSettingCatalogue];

/** The options in which every word typed occurs, in path, label or sentences. */
export function findOptions(text: string): readonly CatalogueEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return catalogue.filter(({ path, row }) => {
    const said = `${path} ${row.label} ${row.sentence} ${row.changes} ${row.defaultText}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
