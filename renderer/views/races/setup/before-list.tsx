import { Plus } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import { FixedStep } from './fixed-step.tsx';
import { draftOf } from './racer.ts';
import { RacerRow } from './racer-row.tsx';

/** What was sent before the race, one after the other: a first visit, a login. */
export function BeforeList() {
  const before = useRaces((state) => state.before);
  const racers = useRaces((state) => state.racers);
  const add = useRaces((state) => state.add);
  const browser = racers[0]?.draft.browser ?? 'alice';
  return (
    <section aria-labelledby="before-heading">
      <div className="row">
        <h3 id="before-heading" className="grow">
          Before the race
        </h3>
        <Button
          look="plain"
          icon={<Plus aria-hidden />}
          aria-label="Add a request before the race"
          onClick={() => add('before', draftOf({ browser }))}
        />
      </div>
      {before.length === 0 && (
        <p className="soft dense">Nothing: no browser has a cookie, and the store is empty.</p>
      )}
      <ol className="racers">
        {before.map((racer, place) => (
          <li key={racer.key}>
            {'draft' in racer ? (
              <RacerRow racer={racer} name={String(place + 1)} hasEarly={false} canRemove />
            ) : (
              <FixedStep step={racer} name={String(place + 1)} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
