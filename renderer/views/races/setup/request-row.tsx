import { Ellipsis, X } from 'lucide-react';
import { useState } from 'react';
import { pageSentence } from '../../../page-problems.ts';
import { freeName } from '../../../parts/requests/draft.ts';
import { PathField } from '../../../parts/requests/path-field.tsx';
import { usePlaygroundState } from '../../../services/connection/use-playground-state.ts';
import { Button } from '../../../ui/button.tsx';
import { HueDot } from '../../../ui/hue-dot.tsx';
import { Select } from '../../../ui/select.tsx';
import { useRaces } from '../races-store.ts';
import { earlyChoices, earlyOf, type RaceRequest, withEarly } from './race-request.ts';
import { RaceRequestMore } from './request-more.tsx';
import { browsersOf, sentBy } from './setup.ts';
import { useProblemOf } from './use-setup.ts';

const earlyWords = { no: 'saves last', save: 'saves early', reload: 'reloads first' } as const;
const earlySelect = earlyChoices.map((value) => ({ value, label: earlyWords[value] }));

/** One request: who sends what. `name`: its letter in the race, or its number before it. */
export function RaceRequestRow({
  raceRequest,
  name,
  hasEarly,
  canRemove,
}: {
  raceRequest: RaceRequest;
  name: string;
  hasEarly: boolean;
  canRemove: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  const editKey = useRaces((state) => state.edit);
  const remove = useRaces((state) => state.remove);
  const { key, draft } = raceRequest;
  const wrong = useProblemOf(key);
  const edit = (change: Partial<typeof draft>) => editKey(key, change);
  const isPath = wrong?.field === 'path' || wrong?.field === 'browser';
  const of = ` of ${hasEarly ? '' : 'earlier '}request ${name}`;
  return (
    <div className="race-request">
      <div className="race-request-line">
        <span className="race-request-name" aria-hidden>
          {name}
        </span>
        <RaceRequestBrowser name={draft.browser} of={of} onChange={(browser) => edit({ browser })} />
        {hasEarly && (
          <Select
            aria-label={`early${of}`}
            value={earlyOf(draft.path)}
            choices={earlySelect}
            onChange={(early) => edit({ path: withEarly(draft.path, early) })}
          />
        )}
        <Button
          look="plain"
          icon={<Ellipsis aria-hidden />}
          aria-label={`Body, cookies and headers${of}`}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
        <Button
          look="plain"
          icon={<X aria-hidden />}
          aria-label={`Remove${of.replace(' of', '')}`}
          hint={canRemove ? 'Remove' : 'A race needs two'}
          aria-disabled={!canRemove}
          onClick={() => remove(key)}
        />
      </div>
      <PathField draft={draft} edit={edit} error={isPath ? pageSentence(wrong.problem) : null} of={of} />
      {(isOpen || (wrong !== null && !isPath)) && (
        <RaceRequestMore draft={draft} edit={edit} wrong={wrong} of={of} />
      )}
    </div>
  );
}

/** Who sends: the browsers of the race and of the playground, and one more. Each race has jars of its own. */
function RaceRequestBrowser({
  name,
  of,
  onChange,
}: {
  name: string;
  of: string;
  onChange: (browser: string) => void;
}) {
  const present = usePlaygroundState((state) => state.browsers);
  const before = useRaces((state) => state.before);
  const raceRequests = useRaces((state) => state.raceRequests);
  const racing = browsersOf(sentBy({ before, raceRequests }));
  const known = [...new Set([...racing, ...present.map((browser) => browser.name)])];
  const another = freeName(known);
  return (
    <>
      <HueDot hue={racing.indexOf(name)} />
      <Select
        aria-label={`browser${of}`}
        value={name}
        choices={[...known, another].map((value) => ({
          value,
          label: value === another ? `${value} (another browser)` : value,
        }))}
        onChange={onChange}
      />
    </>
  );
}
