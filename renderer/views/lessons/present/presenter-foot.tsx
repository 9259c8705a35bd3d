import { Play, RotateCcw } from 'lucide-react';
import { useMemo } from 'react';
import type { CatalogueEntry } from '../../../parts/options/find-options.ts';
import { OptionField } from '../../../parts/options/option-field.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Entry } from '../catalogue/entry.ts';
import { useLessonOptions } from '../setup/lesson-options.tsx';
import { optionsThatMatter } from '../setup/setup-slice.ts';

/** Options beside each other that fit under a projected timeline. */
const optionsAtMost = 3;

/** Secrets take several lines, and are masked anyway. */
const fitsFoot = ({ row }: CatalogueEntry): boolean => row.control.type !== 'secrets';

/** Where one is, the options to flip before everybody's eyes, and the keys. */
export function PresenterFoot({
  entry,
  onRun,
  onReset,
}: {
  entry: Entry;
  onRun: () => void;
  onReset: () => void;
}) {
  const { optionOf } = useLessonOptions(entry);
  const { scenario } = entry;
  const mattering = useMemo(
    () => optionsThatMatter(scenario).filter(fitsFoot).slice(0, optionsAtMost),
    [scenario],
  );
  return (
    <>
      <div className="stage-options">
        {mattering.map((one) => (
          <OptionField
            key={one.path}
            entry={one}
            option={optionOf(one)}
            brief
            revertWords="Back to the lesson’s own value"
          />
        ))}
      </div>
      <Button
        icon={<RotateCcw aria-hidden />}
        shortcut="R"
        hint="The lesson’s own options, run anew, from the first moment"
        onClick={onReset}
      >
        Reset
      </Button>
      <Button look="primary" icon={<Play aria-hidden />} shortcut="F" onClick={onRun}>
        Run
      </Button>
    </>
  );
}
