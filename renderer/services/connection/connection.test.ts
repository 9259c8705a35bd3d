import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createControlPlane } from '../../../server/api/control-plane.ts';
import { fakePlayground } from '../../../server/api/fake-playground.test-helper.ts';
import { fakeRaces } from '../../../server/api/fake-races.test-helper.ts';
import { eventually } from '../../../server/eventually.test-helper.ts';
import { createApi } from './api.ts';
import { type ConnectionStatus, connect } from './connection.ts';

/** A page's connection to a control plane of its own. */
async function connected(token: string | null) {
  const playground = fakePlayground();
  playground.append('before');
  const plane = await createControlPlane({ playground, races: fakeRaces(), pageDir: 'no-page' });
  onTestFinished(() => plane.close());
  const statuses: ConnectionStatus[] = [];
  const listener = {
    onStatus: (status: ConnectionStatus) => {
      if (statuses.at(-1) !== status) statuses.push(status);
    },
    onState: vi.fn(),
    onMessage: vi.fn(),
  };
  void connect(createApi(token ?? plane.token, plane.origin), listener);
  return { plane, playground, statuses, ...listener };
}

describe('the connection to the app', () => {
  it('brings the state and the log, and what comes after', async () => {
    const { statuses, onState, onMessage, playground } = await connected(null);
    await eventually(() => expect(onMessage).toHaveBeenCalledTimes(1));
    await eventually(() => expect(statuses).toEqual(['connected']));
    expect(onState).toHaveBeenCalledWith(playground.state());
    playground.append('after');
    await eventually(() => expect(onMessage).toHaveBeenCalledTimes(2));
  });

  it('is refused, and not tried again, with the token of another start', async () => {
    const { statuses } = await connected('of-another-start');
    await eventually(() => expect(statuses).toEqual(['refused']));
  });

  it('is lost, and not refused, when the app is gone', async () => {
    const { statuses, plane } = await connected(null);
    await eventually(() => expect(statuses).toEqual(['connected']));
    await plane.close();
    await eventually(() => expect(statuses).toEqual(['connected', 'lost']));
  });
});
