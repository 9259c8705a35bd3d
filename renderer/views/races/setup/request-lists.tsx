import { Plus, X } from 'lucide-react';
import { stepWords } from '../../../../server/contract/scenario/steps.ts';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import { draftOf, fewestRaceRequests, letterOf, mostRaceRequests } from './race-request.ts';
import { RaceRequestRow } from './request-row.tsx';
import type { EarlierStep } from './setup.ts';

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

/** A step of a scenario that is no request: it can be left out, not changed. */
function FixedStep({ step, name }: { step: Extract<EarlierStep, { step: unknown }>; name: string }) {
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

/** The requests that overlap. */
export function RaceRequestList() {
  const raceRequests = useRaces((state) => state.raceRequests);
  const add = useRaces((state) => state.add);
  const isFull = raceRequests.length >= mostRaceRequests;
  return (
    <section aria-labelledby="race-requests-heading">
      <div className="row">
        <h3 id="race-requests-heading" className="grow">
          At the same time
        </h3>
        <Button
          look="plain"
          icon={<Plus aria-hidden />}
          aria-label="Add a request to the race"
          hint={isFull ? `At most ${mostRaceRequests} race` : 'One more like the last'}
          aria-disabled={isFull}
          onClick={() => add('raceRequests', draftOf({ browser: 'alice' }))}
        />
      </div>
      <ol className="race-requests">
        {raceRequests.map((raceRequest, place) => (
          <li key={raceRequest.key}>
            <RaceRequestRow
              raceRequest={raceRequest}
              name={letterOf(place)}
              hasEarly
              canRemove={raceRequests.length > fewestRaceRequests}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
