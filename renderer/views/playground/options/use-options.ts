import { useCallback, useMemo } from 'react';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import { type Explained, explainError } from '../../../services/connection/explain-error.ts';
import { inLabTurn } from '../../../services/connection/use-act.ts';
import { usePlaygroundState, usePresent } from '../../../services/connection/use-playground-state.ts';
import { withConsent } from '../../../services/files/consent.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { usePlaygroundStore } from '../playground-store.ts';
import { type Change, type Confirmed, differencesOf, shownConfig } from './config-changes.ts';
import { createSender } from './send-changes.ts';

/** The lab's configuration as the control plane told it last. */
function confirmed(): Confirmed {
  const { state } = usePresent.getState();
  if (state === null) throw new Error('The app has not told its state yet');
  return state;
}

const send = createSender(usePlaygroundStore.getState, confirmed, inLabTurn);
usePresent.subscribe(({ state }, before) => {
  if (state !== null && state.configRevision !== before.state?.configRevision)
    usePlaygroundStore.getState().confirm(state);
});

/** The configuration as it is on screen: the lab's, with the changes that are on their way to it. */
export function useConfig(): LabConfig {
  const config = usePlaygroundState((state) => state.config);
  const configRevision = usePlaygroundState((state) => state.configRevision);
  const changes = usePlaygroundStore((state) => state.changes);
  return useMemo(() => shownConfig({ config, configRevision }, changes), [config, configRevision, changes]);
}

/** Why the lab did not take a change; null when it did. */
export type Refused = Explained | null;

/** Sends a change; where it is refused, it is the caller who says so. */
function useSend(): (change: Change | null) => Promise<Refused> {
  const api = useApi();
  return useCallback(
    async (change) => {
      if (change === null) return null;
      const sent = await send(change, (config) => withConsent(api, () => api.configure.mutate(config)));
      return sent.ok ? null : explainError(sent.error);
    },
    [api],
  );
}

/** Changes what is shown, and gives what the lab says to it. */
export function useChange(): (edit: (shown: LabConfig) => LabConfig) => Promise<Refused> {
  const sendOn = useSend();
  return useCallback((edit) => sendOn(usePlaygroundStore.getState().make(confirmed(), edit)), [sendOn]);
}

/** Says why a change was refused: at the field it is about, or else to the user. `path`: the option that was set. */
function useSayRefused(): (refused: Refused, path: string | null) => void {
  const notify = useWindow((state) => state.notify);
  return useCallback(
    (refused, path) => {
      if (refused === null) return;
      const { problems, at, message, next } = refused;
      const { refuse } = usePlaygroundStore.getState();
      const field = at?.replace(/^options\./, '') ?? path;
      const placed = problems.filter((problem) => problem.at !== '');
      if (placed.length > 1)
        for (const problem of placed) refuse(problem.at.replace(/^options\./, ''), problem.message);
      else if (field !== null) refuse(field, message);
      else notify({ kind: 'error', text: `Could not change the options: ${message}`, next });
    },
    [notify],
  );
}

/** Changes the options and says where it was refused. `path`: the option it is about, where a refusal is shown. */
export function useConfigure(): (edit: (shown: LabConfig) => LabConfig, path: string | null) => void {
  const change = useChange();
  const sayRefused = useSayRefused();
  return useCallback(
    (edit, path) => void change(edit).then((refused) => sayRefused(refused, path)),
    [change, sayRefused],
  );
}

/** Takes the last change of the configuration back, or makes it again. */
export function useOptionHistory(): { undo: () => void; redo: () => void } {
  const sendOn = useSend();
  const sayRefused = useSayRefused();
  return useMemo(() => {
    const go = (direction: 'undo' | 'redo') =>
      void sendOn(usePlaygroundStore.getState()[direction]()).then((refused) => sayRefused(refused, null));
    return { undo: () => go('undo'), redo: () => go('redo') };
  }, [sendOn, sayRefused]);
}

/**
 * Sends again what was on its way when the page was reloaded: how far it came nobody knows. What the lab has already is
 * only remembered.
 */
export function useSendAgain(): () => void {
  const sendOn = useSend();
  const sayRefused = useSayRefused();
  return useCallback(() => {
    const { changes, taken } = usePlaygroundStore.getState();
    const lab = confirmed();
    const isInLab = (count: number) =>
      differencesOf(lab.config, shownConfig(lab, changes.slice(0, count))).length === 0;
    const known = changes.findLastIndex((_, index) => isInLab(index + 1)) + 1;
    for (const { id } of changes.slice(0, known)) taken(id, lab.configRevision, lab);
    for (const change of changes.slice(known))
      void sendOn(change).then((refused) =>
        sayRefused(refused, change.entry.differences[0]?.path.join('.') ?? null),
      );
  }, [sendOn, sayRefused]);
}
