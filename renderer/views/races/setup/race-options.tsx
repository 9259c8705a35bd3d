import { Undo2 } from 'lucide-react';
import { findOptions } from '../../../parts/options/find-options.ts';
import { OptionField } from '../../../parts/options/option-field.tsx';
import { StoreField } from '../../../parts/options/store-field.tsx';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import { useRaceOption } from './use-race-option.ts';
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
      <StoreField brief kind={config.store.kind} onChange={(store) => setConfig({ ...config, store })} />
    </section>
  );
}
