import session from 'express-session';
import inject from 'light-my-request';
import { createLabApp } from '../server/app/lab-app.ts';
import { type RaceSpec, raceSpecSchema } from '../server/contract/races/races.ts';
import { enumerate } from '../server/races/enumerate.ts';
import { createHeldLab, currentHeldRequest } from '../server/races/held/held-lab.ts';
import { HeldRun } from '../server/races/held/held-run.ts';
import { pin } from '../server/races/held/pins.ts';
import { createStepDeadline } from '../server/races/held/step-deadline.ts';
import { open } from '../server/races/initial-state.ts';
import { cookieFor } from '../server/races/race-cookies.ts';

const items = ['apples', 'pears', 'plums', 'figs', 'nuts', 'dates'];

/** Writers of one session, of one item or each of its own. */
export const writersOf = (count: number, isDistinct: boolean): RaceSpec =>
  raceSpecSchema.parse({
    browsers: ['alice'],
    before: [{ send: { browser: 'alice', path: '/views' } }],
    requests: items.slice(0, count).map((item) => ({
      browser: 'alice',
      method: 'POST',
      path: `/cart/${isDistinct ? item : 'apples'}`,
    })),
  });

/** Three writers, ready to be run again and again in this thread. */
export async function threeWriters() {
  const now = Date.UTC(2026, 0, 1);
  const unpin = pin(now, currentHeldRequest);
  const stepDeadline = createStepDeadline(10_000);
  const initialState = await open(writersOf(3, false), { startedAt: now, stepDeadline });
  const cookies = initialState.raceRequests.map((raceRequest) =>
    cookieFor(raceRequest, initialState.jars, now),
  );
  const settings = { initialState, cookies, stepDeadline, lab: await createHeldLab(initialState) };
  const store = initialState.labStore.store;
  return {
    settings,
    bareApp: createLabApp({ config: initialState.config, session, store }),
    cookie: cookies[0] ?? '',
    begin: async () => {
      const run = new HeldRun(settings, cookies);
      await run.begin();
      return run;
    },
    close: async () => {
      stepDeadline.close();
      await initialState.labStore.close();
      unpin();
    },
  };
}

type Ground = Awaited<ReturnType<typeof threeWriters>>;

/** Runs every schedule whole; the schedules. */
export async function enumerateAll({ settings }: Ground): Promise<Set<string>> {
  const schedules = new Set<string>();
  await enumerate(settings, (schedule) => schedules.add(schedule.join()));
  return schedules;
}

/** The same requests one after the other, with nothing between them and the app. */
export async function bareRequests({ settings, bareApp, cookie }: Ground, count: number): Promise<void> {
  await settings.initialState.labStore.replace(settings.initialState.sessions);
  const headers = { host: '127.0.0.1', cookie };
  for (let sent = 0; sent < count; sent += 1) {
    await inject(bareApp, { method: 'POST', url: '/cart/apples', headers, validate: false });
  }
}
