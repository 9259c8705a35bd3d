import { isFaulty, noFaults } from '../contract/faults/faults.ts';
import { isForeign } from '../contract/options/lab-config.ts';
import { recordOf, type Told } from '../log/event-record.ts';
import type { Drained } from '../log/source.ts';
import type { TimedEvent } from '../log/timed-event.ts';
import { ProblemError } from '../words/problems.ts';
import { createLab } from './host.ts';
import type { Lab, LabSettings } from './lab.ts';

export type LabPool = {
  /** A lab that was used and closed before, as new; or a fresh one. */
  create(settings: LabSettings): Promise<Lab>;
  /** Closes them all, and those that are being made. */
  close(): Promise<void>;
};

type Warm = { lab: Lab; origin: bigint; firstCall: number; isOver: boolean };

/**
 * Labs one after the other without a new worker for each: one is used again, with new stores, faults gone and its clock
 * set back. What a lab was asked for must be over when it is closed.
 */
export function createLabPool(spawners: Pick<LabSettings, 'spawn' | 'spawnForeign'> = {}): LabPool {
  const all: Lab[] = [];
  const idle: Warm[] = [];
  let isClosed = false;

  const warm = async (settings: LabSettings): Promise<Warm> => {
    const lab = await createLab({ ...settings, ...spawners });
    if (isClosed) {
      await lab.close();
      throw new Error('The labs are closed.');
    }
    all.push(lab);
    const { origin, firstCall = 0 } = settings;
    const made = { lab, origin, firstCall, isOver: false };
    void lab.ended.then(() => {
      made.isOver = true;
    });
    return made;
  };

  const create = async (settings: LabSettings): Promise<Lab> => {
    const isOwn = needsOwnWorker(settings);
    const used = isOwn ? undefined : idle.pop();
    if (used !== undefined) await renew(used.lab, settings);
    const taken = used ?? (await warm(settings));
    const { lab, origin } = taken;
    const later = Number((settings.origin - origin) / 1000n);
    const further = (settings.firstCall ?? 0) - taken.firstCall;
    const inItsLog = (told: Told): TimedEvent => {
      const event = recordOf(told).event();
      const at = event.at - later;
      return 'call' in event ? { ...event, at, call: event.call + further } : { ...event, at };
    };
    const told = async (): Promise<Drained> => {
      const { events, upTo } = await lab.drain();
      return { events: events.map(inItsLog), upTo: upTo - later };
    };
    /** What was left to tell when it was closed; after that it is another's. */
    let left: Promise<Drained> | null = null;
    const own: Pick<Lab, 'drain' | 'close'> = {
      drain: async () => {
        if (left === null) return told();
        const last = left;
        left = Promise.reject(new Error('The lab is closed.'));
        left.catch(() => {});
        const { events } = await last;
        // Nothing of it comes after that, so who waits for what happens up to now need wait no longer.
        if (events.length === 0) return left;
        return { events, upTo: Number((process.hrtime.bigint() - settings.origin) / 1000n) };
      },
      close: async () => {
        if (left !== null) return;
        left = told();
        await left.catch(() => {});
        if (isOwn) await lab.close();
        else if (!taken.isOver) idle.push(taken);
      },
    };
    return Object.assign(Object.create(lab), own);
  };

  return {
    create,
    close: async () => {
      isClosed = true;
      await Promise.all(all.map((lab) => lab.close()));
    },
  };
}

/** Counted session IDs begin with 1 in a fresh worker only; what else there is to begin with is given to a fresh one. */
const needsOwnWorker = ({
  config,
  handler,
  app = null,
  clock,
  faults = noFaults,
  sessions = {},
}: LabSettings): boolean =>
  config.options.genid === 'counter' ||
  handler !== null ||
  isForeign(config) ||
  app !== null ||
  clock !== 0 ||
  isFaulty(faults) ||
  Object.keys(sessions).length > 0;

async function renew(lab: Lab, { config }: LabSettings): Promise<void> {
  await lab.setClock(0);
  await lab.fault('none');
  const outcome = await lab.configure(config, { keepStore: false });
  if (!outcome.ok) throw new ProblemError(outcome.problems);
  await lab.drain();
}
