import { Download } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import { exportForms } from './export-forms.ts';
import { useExport } from './use-export.ts';

/** What can be taken along of an answer. */
export function ExportMenu() {
  const id = useId();
  const answer = useRaces((state) => state.answer);
  const save = useExport();
  if (answer === null) return null;
  return (
    <>
      <Button icon={<Download aria-hidden />} popoverTarget={id}>
        Export
      </Button>
      <div id={id} popover="auto" className="export-list" role="menu" aria-label="Export">
        {exportForms.map((form) => (
          <Button
            key={form.label}
            look="plain"
            role="menuitem"
            hint={form.hint}
            aria-disabled={!form.canBeMade(answer)}
            popoverTarget={id}
            popoverTargetAction="hide"
            onClick={() => void save(form, answer)}
          >
            {form.label}
          </Button>
        ))}
      </div>
    </>
  );
}
