import type { CompareProgress } from '../../../../server/contract/compare/compare.ts';
import { Button } from '../../../ui/button.tsx';
import { useCompare } from '../compare-store.ts';

/** How many combinations are done, and the way out. */
export function Progress({ progress }: { progress: CompareProgress | null }) {
  const cancel = useCompare((state) => state.cancel);
  return (
    <div className="row grow">
      <progress
        aria-label="Combinations done"
        max={progress?.cells ?? 1}
        {...(progress && { value: progress.done })}
      />
      <span className="grow soft dense">
        {progress ? `${progress.done} of ${progress.cells} combinations` : 'Starting the first lab…'}
      </span>
      <Button onClick={cancel}>Cancel</Button>
    </div>
  );
}
