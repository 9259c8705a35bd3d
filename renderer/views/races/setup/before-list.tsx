import { Plus } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import { FixedStep } from './fixed-step.tsx';
import { draftOf } from './race-request.ts';
import { RaceRequestRow } from './request-row.tsx';

/** What was sent before the race, one after the other: a first visit, a login. */
export function BeforeList() {
  const before = useRaces((state) => state.before);
  const raceRequests = useRaces((state) => state.raceRequests);
  const add = useRaces((state) => state.add);
  const browser = raceRequests[0]?.draft.browser ?? 'alice';
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
      <ol className="race-requests">
        {before.map((raceRequest, place) => (
          <li key={raceRequest.key}>
            {'draft' in raceRequest ? (
              <RaceRequestRow raceRequest={raceRequest} name={String(place + 1)} hasEarly={false} canRemove />
            ) : (
              <FixedStep step={raceRequest} name={String(place + 1)} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
