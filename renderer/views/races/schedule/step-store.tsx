import type { RaceLook } from '../../../../server/contract/races/races.ts';
import { storeAt } from '../../../history/folds/sessions.ts';
import { dataOf } from '../../../parts/store/session-data.ts';
import { IdChip } from '../../../ui/id-chip.tsx';
import { JsonTree } from '../../../ui/json-tree.tsx';
import { logOfLook, type StoreDiff, seqOfPosition, stepWords, storeDiff } from './moments.ts';
import type { ScheduleView } from './schedule-slice.ts';

/** The store before and after the step that was made last. */
export function StepStore({ look, scheduleView }: { look: RaceLook | null; scheduleView: ScheduleView }) {
  const step = look?.steps[scheduleView.position - 1];
  return (
    <section className="step-store" aria-label="Store">
      <h3>Store</h3>
      {look && (
        <>
          <p className="step-words" aria-live="polite">
            {step ? stepWords[step.kind](step.request) : 'The race is about to begin.'}
          </p>
          {step ? (
            <Diffs diffs={storeDiff(step)} isStart={false} />
          ) : (
            <Diffs diffs={storedAtStart(look)} isStart />
          )}
        </>
      )}
    </section>
  );
}

function Diffs({ diffs, isStart }: { diffs: readonly StoreDiff[]; isStart: boolean }) {
  return (
    <>
      <p className="faint dense">{headOf(diffs, isStart)}</p>
      {diffs.map(({ sid, before, after }) => (
        <div key={sid} className="step-session">
          <p className="row">
            <IdChip id={sid} what="the session ID" />
            {before === null && <span className="dense soft">new</span>}
            {after === null && <del className="dense danger">removed</del>}
          </p>
          <JsonTree value={dataOf(after)} before={dataOf(before)} />
        </div>
      ))}
    </>
  );
}

function headOf(diffs: readonly StoreDiff[], isStart: boolean): string {
  if (diffs.length === 0) return 'It is empty.';
  if (isStart) return 'What is stored then:';
  return diffs.some(({ hasChanged }) => hasChanged)
    ? 'Before and after this step:'
    : 'This step leaves it as it was:';
}

/** What was stored when the race began. */
function storedAtStart(look: RaceLook): StoreDiff[] {
  const first = look.steps[0];
  if (first) return storeDiff({ before: first.before, after: first.before });
  return storeAt(logOfLook(look).log, seqOfPosition(look, 0)).sessions.map(({ sid, last }) => ({
    sid,
    before: last.value,
    after: last.value,
    hasChanged: false,
  }));
}
