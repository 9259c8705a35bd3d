import type { RaceResult, StepLabel } from '../../../../server/contract/races/races.ts';
import { Button } from '../../../ui/button.tsx';

/** Lets one request make its next step. It stays in its place when it cannot move, so that the focus does too. */
export function MoveButton({
  request: { id, method, path },
  label,
  next,
  onChoose,
}: {
  request: RaceResult['requests'][number];
  label: StepLabel | null;
  /** The step that the schedule makes next. */
  next: StepLabel | null;
  onChoose: (label: StepLabel) => void;
}) {
  const step = label?.split('.')[1];
  return (
    <Button
      hint={
        label === next && next !== null ? `${method} ${path}; the schedule’s next step` : `${method} ${path}`
      }
      aria-label={step === undefined ? `${id} is finished or waits` : `Let ${id} ${step}`}
      aria-disabled={label === null}
      aria-current={label !== null && label === next ? 'step' : undefined}
      onClick={() => label !== null && onChoose(label)}
    >
      <span className="move-name">{id}</span> {step ?? '–'}
    </Button>
  );
}
