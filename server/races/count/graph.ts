import type { PartOf } from '../../contract/races/race-parts.ts';
import type { InitialState } from '../initial-state.ts';
import type { OutcomeTable } from '../outcomes/outcome-table.ts';
import { createYieldToEventLoop } from '../yield-to-event-loop.ts';
import { type Block, inBlock } from './block.ts';
import { divisionDigest, isWide, rangeOf, withoutOutcomes } from './divide.ts';
import { FoundLayer } from './found-layer.ts';
import { Leaver } from './leaver.ts';
import type { TransitionSystem } from './transition-system.ts';

/** The states that so many released steps lead to, by their places. */
export type Layer = { readonly width: number; readonly blocks: readonly Block[] };

/** Every state that a race can be in. */
export type Graph = {
  readonly layers: readonly Layer[];
  readonly states: number;
  /** Whether nothing was left out. */
  readonly isWhole: boolean;
  /** Of a part: after how many steps it goes apart from the others, and by what. */
  readonly division: { steps: number; digest: string } | null;
};

export type GraphSettings = {
  system: TransitionSystem;
  initialState: InitialState;
  table: OutcomeTable;
  /** States at most. */
  max: number;
  /** Outcomes at most. */
  mostOutcomes: number;
  /** Only the schedules of a part. */
  part?: PartOf | undefined;
  signal?: AbortSignal | undefined;
  /** Told now and then: the states so far, and the layer that is being left. */
  onLayer?: (states: number, layer: number, width: number) => void;
};

/** States from one look at the clock to the next. */
const stretch = 256;

/** A part goes apart at the first layer that is wide enough; where none is, at the widest. */
export async function buildGraph(settings: GraphSettings): Promise<Graph> {
  const { part } = settings;
  if (part === undefined) return build(settings, () => false);
  const graph = await build(settings, (layer) => isWide(layer.size, part));
  if (!graph.isWhole || graph.division !== null) return graph;
  const widths = graph.layers.map(({ width }) => width);
  const widest = widths.indexOf(Math.max(...widths));
  return build(settings, (_, steps) => steps === widest);
}

/** Only the layer that is being left and the next have their positions; of those before, only the moves are kept. */
async function build(
  settings: GraphSettings,
  isDivided: (layer: FoundLayer, steps: number) => boolean,
): Promise<Graph> {
  const { part, system, initialState, table, max, mostOutcomes, signal, onLayer } = settings;
  const yieldToEventLoop = createYieldToEventLoop(signal);
  const leaver = new Leaver(settings);
  const layers: Layer[] = [];
  let layer = new FoundLayer(system.width);
  let following = new FoundLayer(system.width);
  layer.reach(system.start(initialState), -1, -1, 0, -1);
  let states = 1;
  let division: Graph['division'] = null;
  while (layer.size > 0) {
    const blocks: Block[] = [];
    let own = { from: 0, to: layer.size };
    if (part !== undefined && division === null && isDivided(layer, layers.length)) {
      division = { steps: layers.length, digest: divisionDigest(layers, layer.size, system.nodes) };
      own = rangeOf(part, layer.size);
      if (part.part > 1) withoutOutcomes(layers);
    }
    for (let place = 0; place < layer.size; ) {
      const isOwn = place >= own.from && place < own.to;
      const slot = isOwn ? leaver.leave(layer, place, following) : leaver.skip(place);
      if (slot !== null) await system.learn(leaver.position, slot);
      else {
        if ((place & inBlock) === inBlock || place + 1 === layer.size)
          blocks.push(leaver.block(layer, place));
        place += 1;
      }
      if (slot !== null || place % stretch === 0) {
        onLayer?.(states + following.size, layers.length, layer.size);
        await yieldToEventLoop();
      }
      if (states + following.size > max || table.size > mostOutcomes) {
        return { layers, states: states - layer.size + place, isWhole: false, division };
      }
    }
    layers.push({ width: layer.size, blocks });
    states += following.size;
    [layer, following] = [following, layer];
    following.clear();
  }
  return { layers, states, isWhole: true, division };
}
