import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import { pageSentence } from '../../../page-problems.ts';
import { type CatalogueEntry, findOptions } from '../../../parts/options/find-options.ts';
import { OptionField } from '../../../parts/options/option-field.tsx';
import {
  checkOption,
  defaultValue,
  type EditedOption,
  isChanged,
  optionValue,
  withOption,
} from '../../../parts/options/option-value.ts';
import { StoreField } from '../../../parts/options/store-field.tsx';
import { Button } from '../../../ui/button.tsx';
import { useExplore } from '../answer/explorer.ts';
import { useRaces } from '../races-store.ts';
import { useSetup } from './use-setup.ts';

/** Those that decide a race come first; the others are those of the playground. */
const paths = ['resave', 'saveUninitialized', 'rolling', 'unset', 'cookie.maxAge', 'oneAtATime'];
const all = findOptions('');
const entries = paths.flatMap((path) => all.find((entry) => entry.path === path) ?? []);

/** The options that the race runs under; the playground's until one is changed here. */
export function RaceOptions() {
  const own = useRaces((state) => state.own);
  const configure = useRaces((state) => state.configure);
  const { config } = useSetup();
  const { setOption, setConfig } = useRaceOption();
  return (
    <section aria-labelledby="race-options-heading">
      <div className="row">
        <h3 id="race-options-heading" className="grow">
          Options
        </h3>
        {own === null ? (
          <span className="faint dense">as in the playground</span>
        ) : (
          <Button
            look="plain"
            icon={<Undo2 aria-hidden />}
            aria-label="As in the playground"
            hint="Back to the playground’s options"
            onClick={() => configure(null)}
          />
        )}
      </div>
      {entries.map((entry) => (
        <OptionField key={entry.path} brief entry={entry} option={setOption(entry)} />
      ))}
      <StoreField brief store={config.store} onChange={(store) => setConfig({ ...config, store })} />
    </section>
  );
}

/** Sets options of the race; where the answer to the same requests came at once, the new one is asked for by itself. */
function useRaceOption() {
  const { config } = useSetup();
  const [refusals, setRefusals] = useState<Readonly<Record<string, string>>>({});
  const { exploreAgain } = useExplore();
  const setConfig = (next: LabConfig) => {
    useRaces.getState().configure(next);
    exploreAgain();
  };
  const setOption = ({ path, row }: CatalogueEntry): EditedOption => {
    const set = (value: unknown) => {
      const checked = checkOption({ row }, value);
      const { [path]: _, ...others } = refusals;
      setRefusals(checked.ok ? others : { ...others, [path]: pageSentence(checked.problem) });
      if (checked.ok) setConfig(withOption(config, path, checked.value));
    };
    return {
      value: optionValue(config, path),
      isChanged: isChanged(config, path),
      refusal: refusals[path] ?? null,
      set,
      revert: () => set(defaultValue(path)),
    };
  };
  return { setOption, setConfig };
}
