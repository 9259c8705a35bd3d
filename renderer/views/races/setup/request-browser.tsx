import { freeName } from '../../../parts/requests/draft.ts';
import { usePlaygroundState } from '../../../services/use-playground-state.ts';
import { HueDot } from '../../../ui/hue-dot.tsx';
import { Select } from '../../../ui/select.tsx';
import { useRaces } from '../races-store.ts';
import { browsersOf, sentBy } from './setup.ts';

/** Who sends: the browsers of the race and of the playground, and one more. Each race has jars of its own. */
export function RaceRequestBrowser({
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
