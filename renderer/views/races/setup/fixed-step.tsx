import { X } from 'lucide-react';
import { stepWords } from '../../../../server/contract/scenario/steps.ts';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import type { EarlierStep } from './setup.ts';

/** A step of a scenario that is no request: it can be left out, not changed. */
export function FixedStep({ step, name }: { step: Extract<EarlierStep, { step: unknown }>; name: string }) {
  const remove = useRaces((state) => state.remove);
  return (
    <div className="race-request-line">
      <span className="race-request-name" aria-hidden>
        {name}
      </span>
      <span className="grow dense">{stepWords(step.step).join(', ')}</span>
      <Button
        look="plain"
        icon={<X aria-hidden />}
        aria-label={`Remove earlier step ${name}`}
        onClick={() => remove(step.key)}
      />
    </div>
  );
}
