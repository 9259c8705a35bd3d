import { optionCatalogue } from '../../../server/contract/options.ts';

export type CatalogueEntry = (typeof optionCatalogue)[number];

/** The options in which every word typed occurs, in label or sentences. */
export function findOptions(text: string): readonly CatalogueEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return optionCatalogue.filter(({ row }) => {
    const said = `${row.label} ${row.sentence} ${row.changes} ${row.defaultText}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
