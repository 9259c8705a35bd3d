import { memo } from 'react';
import type { CatalogueEntry } from '../../../parts/options/find-options.ts';
import { OptionField } from '../../../parts/options/option-field.tsx';
import { useOption } from './use-option.ts';

/** Another option's change leaves it as it is drawn: there are dozens of them, and a switch is to answer at once. */
const Unchanged = memo(OptionField);

/** An option of the lab that runs. */
export const OptionRow = ({ entry, brief = false }: { entry: CatalogueEntry; brief?: boolean }) => (
  <Unchanged entry={entry} option={useOption(entry)} brief={brief} />
);
