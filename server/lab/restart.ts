import type { RequestHandler } from 'express';
import { mainApp } from '../contract/endpoints.ts';
import { type Refused, type Result, refuse } from '../contract/errors.ts';
import { instancesIn, type LabConfig } from '../contract/options/lab-config.ts';
import type { Restart } from '../contract/scenario/restart.ts';
import type { EventPost } from './event-post.ts';
import type { LabFaults } from './faults/lab-faults.ts';
import type { Instance, Instances, StoreUses } from './instances.ts';
import { dropRenewed, type MakingStores, type Renewed, renewedStores } from './lab-stores.ts';
import type { StoreUse } from './store-use.ts';

/** What a lab's worker is asked for; `config`: what the app starts with. */
export type RestartOrder = Omit<Restart, 'options'> & { config: LabConfig };

/** What there is of a lab: its apps, each instance with its store. */
export type Standing = { uses: StoreUses; instances: readonly Instance[] };

export type RestartSettings = {
  instances: Pick<Instances, 'build' | 'forget'>;
  faults: Pick<LabFaults, 'remind'>;
  making: MakingStores;
  /** A handler of one's own as it is at its start. */
  freshHandler: () => RequestHandler | null;
  /** `store`: what becomes of what it has handed over to its store. */
  onCut(request: string, store: 'stays' | 'gone'): void;
  /** The lab is closed meanwhile: what runs is not waited for any longer. */
  closing: AbortSignal;
  post: Pick<EventPost, 'add'>;
  /** µs since the log's start. */
  now: () => number;
};

/**
 * Starts a lab's app anew, or an instance of it, as the next process does: built again, with what its store then has.
 * The new one is there before the old one ends, so that a lab whose store cannot be had stays as it was. Throws what
 * Express, express-session or a store throws.
 */
export async function restarted(
  standing: Standing,
  order: RestartOrder,
  { instances, faults, making, freshHandler, onCut, closing, post, now }: RestartSettings,
): Promise<{ ok: true; standing: Standing; replaced: readonly Renewed[] } | Refused> {
  const { config, instance, kill, store } = order;
  const isEnding = ({ at }: Instance) =>
    instance === undefined || (at.app === mainApp && at.instance === instance);
  const ending = standing.instances.filter(isEnding);
  const others = standing.instances.filter((one) => !isEnding(one));
  const usedOn = new Set(others.map(({ use }) => use));
  const left = [...new Set(ending.map(({ use }) => use))].filter((use) => !usedOn.has(use));
  const refused = refusalOf({ order, ending, left });
  if (!refused.ok) return refused;

  const renewed = await renewedStores(left, { config, isLost: store === 'lost' }, making);
  const uses = new Map(standing.uses);
  for (const { use } of renewed) uses.set(use.place, use);
  const among = instancesIn(config).filter((at) => ending.some((one) => isSame(one.at, at)));
  for (const at of among) instances.forget(config, at);
  const begun = await instances.build(config, uses, freshHandler(), among).catch((error: unknown) => {
    dropRenewed(renewed);
    throw error;
  });

  const emptied = renewed.filter(({ isEmptied }) => isEmptied);
  const isGone = (use: StoreUse) => emptied.some(({ before }) => before === use);
  const cut = await Promise.all(
    ending.map(({ life, use }) =>
      life.end(kill, (request) => onCut(request, isGone(use) ? 'gone' : 'stays'), closing),
    ),
  );
  for (const { stopListening } of ending) stopListening();
  for (const { use } of renewed) faults.remind(use.labStore.store);
  post.add({
    type: 'lab-restarted',
    config,
    instance: instance ?? null,
    isKilled: kill,
    cut: cut.flat(),
    emptied: emptied.map(({ use }) => use.place ?? null),
    at: now(),
  });
  const all = standing.instances.map((one) => begun.find(({ at }) => isSame(at, one.at)) ?? one);
  return { ok: true, standing: { uses, instances: all }, replaced: renewed };
}

type Asked = { order: RestartOrder; ending: readonly Instance[]; left: readonly StoreUse[] };

function refusalOf({ order: { config, store, instance }, ending, left }: Asked): Result {
  const { instances, store: of } = config;
  if (ending.length === 0) return refuse('no-such-instance', 'instance', { app: null, instances });
  const isShared = ending.some(({ use }) => !left.includes(use));
  if (store === 'lost' && isShared)
    return refuse('restart-shared-store', 'store', { instance: instance ?? 1 });
  if (store === 'kept' && left.some(({ labStore }) => labStore.outlives === undefined))
    return refuse('restart-in-process', 'store', { kind: of.kind });
  return { ok: true };
}

const isSame = (one: Instance['at'], other: Instance['at']): boolean =>
  one.app === other.app && one.instance === other.instance;
