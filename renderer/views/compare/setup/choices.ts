import { labSettingCatalogue } from '../../../../server/contract/options/lab-setting-rows.ts';
import type { OptionControl } from '../../../../server/contract/options/option-row.ts';
import { optionCatalogue } from '../../../../server/contract/options/options.ts';
import { storeKinds } from '../../../../server/contract/stores/store-kinds.ts';

/** What can be varied. `values`: all that it can be, where they can be told; `first`: what it begins with. */
export type Varied = { key: string; sentence: string; values: readonly string[] | null; first: string };

const catalogue = [...optionCatalogue, ...labSettingCatalogue];
const kinds = Object.keys(storeKinds);

const listed = (values: readonly string[]) => ({ values, first: values.slice(0, 2).join(', ') });

const ofControl = (control: OptionControl): Pick<Varied, 'values' | 'first'> => {
  switch (control.type) {
    case 'switch':
      return listed(['true', 'false']);
    case 'choice':
      return listed(control.choices.map(({ value }) => String(value)));
    case 'duration':
      return { values: null, first: '60000, 3600000' };
    case 'secrets':
      return { values: null, first: '["keyboard cat"], ["a new secret", "keyboard cat"]' };
    case 'trust-proxy':
      return { values: null, first: 'false, true' };
    case 'text':
    case 'date':
      return { values: null, first: '' };
  }
};

const store: Varied = { key: 'store', sentence: 'Where sessions are kept.', ...listed(kinds) };
const leading = ['resave', 'store', 'saveUninitialized', 'rolling'];
const placeOf = ({ key }: Varied): number => (leading.includes(key) ? leading.indexOf(key) : leading.length);

/** Everything that can be varied, those that decide most first. */
export const allVaried: readonly Varied[] = [
  store,
  ...catalogue.map(({ path, row }) => ({ key: path, sentence: row.sentence, ...ofControl(row.control) })),
].toSorted((a, b) => placeOf(a) - placeOf(b));

export const variedOf = (key: string): Varied | undefined => allVaried.find((one) => one.key === key);
