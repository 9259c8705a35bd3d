import { createLab } from '../../lab/host.ts';
import type { Lab, LabSettings } from '../../lab/lab.ts';

export type LabPool = { create(settings: LabSettings): Promise<Lab>; close(): Promise<void> };

type Warm = { lab: Lab; origin: bigint };

/**
 * For tests that need hundreds of labs: a worker is used again, with new stores, faults gone and its clock set back.
 * What it was asked for must be over when it is closed.
 */
export function createLabPool(workerUrl?: URL): LabPool {
  const all: Lab[] = [];
  const idle: Warm[] = [];

  const warm = async (settings: LabSettings): Promise<Warm> => {
    const lab = await createLab({ ...settings, ...(workerUrl && { workerUrl }) });
    all.push(lab);
    return { lab, origin: settings.origin };
  };

  const create = async (settings: LabSettings): Promise<Lab> => {
    // Counted session IDs begin with 1 in a fresh worker only.
    const isOwn = settings.config.options.genid === 'counter';
    const used = isOwn ? undefined : idle.pop();
    if (used !== undefined) await renew(used.lab, settings);
    const taken = used ?? (await warm(settings));
    const { lab, origin } = taken;
    const later = Number((settings.origin - origin) / 1000n);
    const own: Pick<Lab, 'drain' | 'close'> = {
      drain: async () => {
        const { events, upTo } = await lab.drain();
        return { events: events.map((event) => ({ ...event, at: event.at - later })), upTo: upTo - later };
      },
      close: async () => {
        if (isOwn) await lab.close();
        else idle.push(taken);
      },
    };
    return Object.assign(Object.create(lab), own);
  };

  return {
    create,
    close: async () => {
      await Promise.all(all.map((lab) => lab.close()));
    },
  };
}

async function renew(lab: Lab, { config }: LabSettings): Promise<void> {
  await lab.setClock(0);
  await lab.fault('none');
  const outcome = await lab.configure(config, { keepStore: false });
  if (!outcome.ok) throw new Error(`${outcome.at}: ${outcome.message}`);
  await lab.drain();
}
