import { act } from '@testing-library/react';
import { vi } from 'vitest';
import type { ToldProblem } from '../../../server/contract/errors.ts';
import { noFaults } from '../../../server/contract/faults/faults.ts';
import { type LabConfig, labConfigSchema } from '../../../server/contract/options/lab-config.ts';
import { until } from '../../../server/eventually.test-helper.ts';
import { createHistory } from '../../history/history.ts';
import { given as inHistory, renderInWindow } from '../../rendered.test-helper.tsx';
import { usePresent } from '../../services/connection/use-playground-state.ts';
import { useWindow } from '../../services/window/window-store.ts';
import { usePlaygroundStore } from './playground-store.ts';

const present = {
  endpoints: [],
  lab: { status: 'running' as const },
  handler: null,
  versions: { playground: '', express: '', expressSession: '', node: '' },
  clock: 0,
  faults: noFaults,
  browsers: [],
  pending: 0,
  canUndoReset: false,
  ownLab: null,
  epoch: 1,
};

/** Why the lab does not take a change, as the control plane tells it. */
type Refusal = { at: string; message: string };

type Call = { procedure: string; input: unknown };

/**
 * The control plane as the page sees it over HTTP. A change of the options waits until the test answers it: null takes
 * it, a refusal does not. `others`: what other procedures answer.
 */
export function fakeLab(others: Readonly<Record<string, unknown>> = {}) {
  let config: LabConfig = labConfigSchema.parse({});
  let configRevision = 0;
  const calls: Call[] = [];
  const waiting: Array<(refusal: Refusal | null) => void> = [];
  const sendState = () => usePresent.setState({ state: { ...present, config, configRevision } });
  const configure = (input: unknown) => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    waiting.push((refusal) => {
      if (refusal !== null) return resolve(refused(refusal));
      config = labConfigSchema.parse(input);
      configRevision += 1;
      resolve({ result: { data: { configRevision } } });
    });
    return promise;
  };
  // What only reads has no body.
  vi.stubGlobal('fetch', async (url: string, { body = '{}' }: { body?: string }) => {
    const procedures = new URL(url, 'http://app').pathname.replace('/api/', '').split(',');
    const inputs: Record<string, unknown> = JSON.parse(body);
    const answers = procedures.map((procedure, index) => {
      const input = inputs[index];
      calls.push({ procedure, input });
      return procedure === 'configure' ? configure(input) : { result: { data: others[procedure] ?? null } };
    });
    return Response.json(await Promise.all(answers));
  });
  usePlaygroundStore.setState(usePlaygroundStore.getInitialState(), true);
  useWindow.setState({ toasts: [] });
  sendState();
  return {
    calls,
    config: () => config,
    /** Answers the oldest change that waits. */
    answer: async (refusal: Refusal | null) => {
      await until(() => waiting.length > 0);
      const { changes } = usePlaygroundStore.getState();
      await act(async () => {
        waiting.shift()?.(refusal);
        await until(() => usePlaygroundStore.getState().changes !== changes);
      });
    },
    sendState: () => act(sendState),
  };
}

/** As `errorFormatter` of server/api/trpc.ts makes it. */
function refused({ at, message }: Refusal) {
  const problems: ToldProblem[] = [{ code: 'library-said', at, params: { message }, message }];
  const data = { code: 'BAD_REQUEST', httpStatus: 400, problems };
  return { error: { message: `${at}: ${message}`, code: -32600, data } };
}

/** What a hook gives, drawn in a window. */
export function drawn<Given>(useGiven: () => Given): { now: () => Given } {
  let given: { value: Given } | null = null;
  function Drawn() {
    given = { value: useGiven() };
    return null;
  }
  renderInWindow(inHistory(createHistory(), <Drawn />));
  return {
    now: () => {
      if (given === null) throw new Error('Nothing was drawn');
      return given.value;
    },
  };
}
