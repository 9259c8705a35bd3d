import { countText, sumOf } from '../../../../server/contract/races/race-counts.ts';
import type { RaceLook, RaceResult, StepLabel } from '../../../../server/contract/races/races.ts';
import { Button } from '../../../ui/button.tsx';
import type { Answer } from '../answer/answer-slice.ts';
import { reachableOf, segmentsOf } from '../answer/segments.ts';
import { Bar } from '../answer/share-bar.tsx';
import { useRaces } from '../races-store.ts';
import type { ScheduleView } from './schedule-slice.ts';

/** Which request moves next, as one likes, and what can still come of it. */
export function MoveChoices({
  answer,
  scheduleView,
  look,
}: {
  answer: Answer;
  scheduleView: ScheduleView;
  look: RaceLook | null;
}) {
  const choose = useRaces((state) => state.choose);
  const { requests, outcomes } = answer.result;
  const left = reachableOf(outcomes, look?.reachable ?? []);
  const next = scheduleView.schedule[scheduleView.position] ?? null;
  const words = reachableWords(left, look?.choices.length === 0);
  const isDoomed = look !== null && look.choices.length > 0 && left.every(({ serial }) => !serial);
  return (
    <section className="moves" aria-label="Scheduler">
      <h3>Who moves next?</h3>
      <ul className="move-list">
        {requests.map((request) => (
          <li key={request.id}>
            <MoveButton
              request={request}
              label={look?.choices.find((choice) => choice.request === request.id)?.label ?? null}
              next={next}
              onChoose={choose}
            />
          </li>
        ))}
      </ul>
      {look && (
        <div className="reachable" aria-live="polite">
          <p className="dense">{words}</p>
          <Bar segments={segmentsOf(left)} label={words} />
          {isDoomed && <p className="danger dense">{doomedWords}</p>}
        </div>
      )}
    </section>
  );
}

type Reachable = ReturnType<typeof reachableOf<Answer['result']['outcomes'][number]>>;

const doomedWords = 'Doomed: nothing that is left can make it end as one request after the other would.';

function reachableWords(left: Reachable, isOver: boolean): string {
  const orders = sumOf(left.map(({ schedules }) => schedules));
  const bad = sumOf(left.filter(({ serial }) => !serial).map(({ schedules }) => schedules));
  const [only] = left;
  const end = only?.anomaly ?? 'as one request after the other would';
  if (isOver) return `It is over: ${end}.`;
  if (BigInt(orders) === 1n) return `One order is left; it ends so: ${end}.`;
  return `${countText(orders)} orders are left, to ${left.length === 1 ? 'one outcome' : `${countText(left.length)} outcomes`}; ${BigInt(bad) === 1n ? 'one of them goes wrong' : `${countText(bad)} of them go wrong`}.`;
}

/** Lets one request make its next step. It stays in its place when it cannot move, so that the focus does too. */
function MoveButton({
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
