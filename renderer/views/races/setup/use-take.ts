import { useMemo } from 'react';
import { toldLine } from '../../../../server/contract/errors.ts';
import type { Scenario } from '../../../../server/contract/scenario/scenario.ts';
import type { EventLog } from '../../../history/log/event-log.ts';
import { pageSentence } from '../../../page-problems.ts';
import { useLiveHistory } from '../../../services/connection/live-history.ts';
import { useAct } from '../../../services/connection/use-act.ts';
import { openText } from '../../../services/files/files.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { useRaces } from '../races-store.ts';
import { firedLast } from './from-log.ts';
import { type FromSpec, fromSpec } from './from-spec.ts';

/** Takes a race from elsewhere: what was fired in the playground, a lesson, a scenario file. */
export function useTake() {
  const act = useAct();
  const live = useLiveHistory();
  return useMemo(() => {
    const takeFired = () => takeFiredOf(live.getState().logged.log);
    const takeScenario = async (scenario: Scenario) => {
      const spec = await act('take the race', (api) => api.race.ofScenario.mutate(scenario));
      if (spec === null) return;
      const from = fromSpec(spec);
      useRaces.getState().takeRace(from);
      useRaces.getState().configure(spec.lab);
      notifyTaken(`“${scenario.title}” with its options`, from);
    };
    const openFile = async () => {
      const file = await openText('scenario', '.json,application/json');
      if (file === null) return;
      if (!file.ok) return notifyFailed(pageSentence(file.problem));
      const read = await act('open the file', (api) => api.readScenario.mutate(file.value));
      if (read === null) return;
      if (!read.ok) return notifyFailed(read.problems.map(toldLine).join('; '));
      await takeScenario(read.scenario);
    };
    return { takeScenario, takeFired, openFile: () => void openFile() };
  }, [act, live]);
}

function takeFiredOf(log: EventLog): void {
  const fired = firedLast(log);
  if (fired === null) {
    useWindow.getState().notify({
      kind: 'error',
      text: 'Nothing was fired together in the playground so far.',
      next: 'Fire two or more requests there, or choose a preset.',
    });
    return;
  }
  useRaces.getState().takeRace(fired);
  useRaces.getState().configure(null);
  notifyTaken('what was fired last, with the playground’s options', fired);
}

function notifyTaken(what: string, { requests, leftOut }: FromSpec): void {
  const count = leftOut > 0 ? `, the first ${requests.length} of ${requests.length + leftOut} requests` : '';
  useWindow.getState().notify({ kind: 'done', text: `Took ${what}${count}.` });
}

const notifyFailed = (message: string): void =>
  useWindow.getState().notify({
    kind: 'error',
    text: `Could not open the file: ${message}`,
    next: 'Nothing was changed.',
  });
