import type { Learner } from '../behaviours/learner.ts';
import { noHead } from '../behaviours/nodes.ts';
import type { World } from '../behaviours/world.ts';
import type { Schedule } from '../held/schedule.ts';
import type { InitialState } from '../initial-state.ts';
import { cookieFor } from '../race-cookies.ts';
import { createYieldToEventLoop } from '../yield-to-event-loop.ts';
import type { SerialBounds } from './anomaly.ts';
import type { OutcomeTable } from './outcome-table.ts';
import { orphansOf } from './sessions-left.ts';

/** What the orders of one request after the other give: the measure of every other outcome. */
export type Oracle = {
  /** Serial outcomes by their numbers in the table, each with an order that gives it, in the places of the table. */
  orders: ReadonlyMap<number, Schedule>;
  bounds: SerialBounds;
};

export type OracleSettings = {
  initialState: InitialState;
  learner: Learner;
  world: World;
  table: OutcomeTable;
  /** Requests that differ in nothing. */
  groups: readonly number[][];
  signal?: AbortSignal | undefined;
};

/** Some requests are over, and the others were not sent yet. */
type Between = {
  order: Schedule;
  /** By place, the end of those that are over. */
  ends: ReadonlyArray<number | undefined>;
  store: number;
  jars: number;
  /** Sessions that were begun, each with its browser. */
  begun: ReadonlyArray<readonly [browser: string, sid: string]>;
};

/**
 * Takes the requests one after the other, in every order, like ones only in one: each is sent when the one before is
 * wholly in, with the jar as it is then. Orders that have led to the same go on as one.
 */
export async function consultOracle(settings: OracleSettings): Promise<Oracle> {
  const { initialState, world, groups, signal } = settings;
  const store = world.storeNumber({ ...initialState.sessions });
  const yieldToEventLoop = createYieldToEventLoop(signal);
  let layer: Between[] = [
    { order: [], ends: [], store, jars: world.jarsNumber(initialState.jars), begun: [] },
  ];
  for (let sent = 0; sent < initialState.raceRequests.length; sent += 1) {
    const following = new Map<string, Between>();
    for (const between of layer) {
      await yieldToEventLoop();
      for (const group of groups) {
        const place = group.find((one) => !between.order.includes(one));
        if (place === undefined) continue;
        const after = await sendNext(settings, between, place);
        const key = JSON.stringify([after.ends, after.store, after.jars, [...after.begun].sort()]);
        if (!following.has(key)) following.set(key, after);
      }
    }
    layer = [...following.values()];
  }
  return oracleOf(settings, layer, yieldToEventLoop);
}

async function sendNext(
  { initialState, learner, world }: OracleSettings,
  between: Between,
  place: number,
): Promise<Between> {
  const { nodes } = learner;
  const raceRequest = initialState.raceRequests[place];
  if (raceRequest === undefined) throw new Error(`There is no request ${place}.`);
  const tree = await learner.tree(
    place,
    cookieFor(raceRequest, world.jars.at(between.jars), initialState.now),
  );
  const begun = [...between.begun];
  let { store } = between;
  let jars = world.jarMove(between.jars, tree.rootHead);
  let node = tree.root;
  while (!nodes.isEnd(node)) {
    const number = nodes.step[node] ?? -1;
    const { kind, sid } = nodes.steps.at(number);
    const before = world.before(store, number);
    if (kind === 'save' && sid !== null && before === null && !(sid in initialState.sessions)) {
      begun.push([raceRequest.spec.browser, sid]);
    }
    const move = await world.storeMove(store, number);
    const edge = nodes.edge(node, move.answer) ?? (await learner.learn(node, before));
    store = move.store;
    if (edge.head !== noHead) jars = world.jarMove(jars, edge.head);
    node = edge.to;
  }
  const ends = [...between.ends];
  ends[place] = node;
  return { order: [...between.order, place], ends, store, jars, begun };
}

async function oracleOf(
  { initialState, learner, world, table }: OracleSettings,
  ended: readonly Between[],
  yieldToEventLoop: () => Promise<void>,
): Promise<Oracle> {
  const { nodes } = learner;
  const orders = new Map<number, Schedule>();
  const begun = new Map<string, number>();
  let orphans = 0;
  for (const one of ended) {
    await yieldToEventLoop();
    const responses = one.ends.map((end) => nodes.responses.at(nodes.response[end ?? -1] ?? -1));
    const ending = { store: world.stores.at(one.store), responses, jars: world.jars.at(one.jars) };
    const outcome = table.numberOf(ending);
    if (!orders.has(outcome)) {
      const places = table.placesIn(ending);
      orders.set(
        outcome,
        one.order.map((place) => places[place] ?? place),
      );
    }
    orphans = Math.max(orphans, orphansOf(ending).length);
    for (const { spec } of initialState.raceRequests) {
      const sids = new Set(one.begun.flatMap(([browser, sid]) => (browser === spec.browser ? [sid] : [])));
      begun.set(spec.browser, Math.max(begun.get(spec.browser) ?? 0, sids.size));
    }
  }
  return { orders, bounds: { begun, orphans } };
}
