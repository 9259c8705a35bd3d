import { useMemo, useState } from 'react';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import { pageSentence } from '../../../page-problems.ts';
import { type CatalogueEntry, findOptions } from '../../../parts/options/find-options.ts';
import { OptionField } from '../../../parts/options/option-field.tsx';
import {
  checkOption,
  type EditedOption,
  optionValue,
  withOption,
} from '../../../parts/options/option-value.ts';
import { StoreField } from '../../../parts/options/store-field.tsx';
import { usePresent } from '../../../services/connection/use-playground-state.ts';
import { Button } from '../../../ui/button.tsx';
import type { Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { useRun } from '../run/use-run.ts';
import { isSameLab, optionsThatMatter } from './setup-slice.ts';
import { useLab } from './use-lab.ts';

/** The options that a lesson is about, to be changed; all the others and the store one click further. */
export function LessonOptions({ entry }: { entry: Entry }) {
  const { lab, setLab, optionOf } = useLessonOptions(entry);
  const [isOpen, setOpen] = useState(false);
  const { scenario } = entry;
  const mattering = useMemo(() => optionsThatMatter(scenario), [scenario]);
  const others = findOptions('').filter(({ path }) => mattering.every((one) => one.path !== path));
  const cannot = scenario.notOn?.[lab.store.kind];
  const fields = (entries: typeof others) =>
    entries.map((one) => (
      <OptionField
        key={one.path}
        entry={one}
        option={optionOf(one)}
        revertWords="Back to the lesson’s own value"
      />
    ));
  return (
    <section className="lesson-section lesson-options" aria-label="Options in this lesson">
      <div className="row wrap">
        <h3 className="grow">Options</h3>
        <OwnOptions entry={entry} />
      </div>
      {fields(mattering)}
      {cannot !== undefined && <p className="lesson-note">This store cannot show it: {cannot}</p>}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {mattering.length === 0 ? 'All options and the store' : 'The other options and the store'}
        </summary>
        {isOpen && (
          <>
            <StoreField store={lab.store} onChange={(store) => setLab({ ...lab, store })} />
            {fields(others)}
          </>
        )}
      </details>
    </section>
  );
}

/** The reader's own options in place of the lesson's, and back. */
function OwnOptions({ entry }: { entry: Entry }) {
  const { lab, isOwn } = useLab(entry);
  const { setLab } = useLessonOptions(entry);
  if (!isOwn)
    return (
      <Button
        look="plain"
        hint="Takes your changes back"
        onClick={() => {
          useLessons.getState().setLab(entry.id, null);
          setLab(entry.scenario.lab);
        }}
      >
        The lesson’s own
      </Button>
    );
  const takeMine = () => {
    const present = usePresent.getState().state;
    const mine = present?.ownLab ?? present?.config;
    if (mine) setLab({ ...lab, options: mine.options });
  };
  return (
    <Button
      look="plain"
      hint="Puts the options of your own lab in, and shows whether the claim holds with them"
      onClick={takeMine}
    >
      Put mine in
    </Button>
  );
}

/** Sets options of a lesson. Where it has just been run, it is run again by itself, so that the change shows at once. */
export function useLessonOptions(entry: Entry) {
  const { lab } = useLab(entry);
  const refusals = useLessons((state) => state.refusals);
  const { runAgain } = useRun(entry);
  const { scenario } = entry;

  const setLab = (next: LabConfig) => {
    useLessons.getState().setLab(entry.id, isSameLab(next, scenario.lab) ? null : next);
    runAgain();
  };
  const optionOf = ({ path, row }: CatalogueEntry): EditedOption => {
    const own = optionValue(scenario.lab, path);
    const value = optionValue(lab, path);
    const set = (given: unknown) => {
      const checked = checkOption({ row }, given);
      if (checked.ok) setLab(withOption(lab, path, checked.value));
      else useLessons.getState().refuse(path, pageSentence(checked.problem));
    };
    return {
      value,
      isChanged: JSON.stringify(value) !== JSON.stringify(own),
      refusal: refusals[path] ?? null,
      set,
      revert: () => setLab(withOption(lab, path, own)),
    };
  };
  return { lab, setLab, optionOf };
}
