import { stepWords } from '../../../../server/contract/scenario/steps.ts';
import { useLessons } from '../lessons-store.ts';
import type { DraftStep } from './draft.ts';

/** A step or expectation, to be taken in or left out. */
export function StepChoice({
  place,
  step: { step, isOn },
  expected,
}: {
  place: number;
  step: DraftStep;
  /** Of an expectation: what it expects, in words. */
  expected: string | null;
}) {
  const toggle = useLessons((state) => state.toggleStep);
  const isExpectation = 'expect' in step;
  const lines = isExpectation ? [expected ?? '…'] : stepWords(step);
  return (
    <li className={`step-choice ${isExpectation ? 'expectation' : ''} ${isOn ? '' : 'out'}`}>
      <label>
        <input type="checkbox" checked={isOn} onChange={() => toggle(place)} />
        <span>
          {isExpectation && <span className="faint">expect </span>}
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: alike requests have alike lines
            <span key={at} className="step-choice-line">
              {line}
            </span>
          ))}
        </span>
      </label>
    </li>
  );
}
