import type { CatalogueEntry } from '../../../parts/options/find-options.ts';
import { OptionField } from '../../../parts/options/option-field.tsx';
import { useOption } from './use-option.ts';

/** An option of the lab that runs. */
export const OptionRow = ({ entry, brief = false }: { entry: CatalogueEntry; brief?: boolean }) => (
  <OptionField entry={entry} option={useOption(entry)} brief={brief} />
);
