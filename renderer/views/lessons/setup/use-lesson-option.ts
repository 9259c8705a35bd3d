import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import { checkOption } from '../../../parts/options/check-option.ts';
import type { EditedOption } from '../../../parts/options/edited-option.ts';
import type { CatalogueEntry } from '../../../parts/options/find-options.ts';
import { optionValue, withOption } from '../../../parts/options/option-value.ts';
import type { Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { useRun } from '../run/use-run.ts';
import { isSameLab, useLab } from './use-lab.ts';

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
      else useLessons.getState().refuse(path, checked.message);
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
