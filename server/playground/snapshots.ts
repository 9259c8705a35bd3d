import { syntaxRefusal } from '../app/compile-handler.ts';
import { type Result, refuse } from '../contract/errors.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import { refusalOf } from '../lab/check-config.ts';
import type { SetUp } from './playground.ts';
import type { PlaygroundCore } from './playground-core.ts';
import { reset, startAnew, takeSnapshot, type Undo, undoReset } from './reset.ts';

/** The user's own lab, as it was before a scenario was set up in its place. `undo`: its last reset, which can still be taken back. */
export type Own = Undo & { config: LabConfig; handler: string | null; undo: Undo | null };

/**
 * What was put aside and can come back: by a reset, or for a scenario. However many scenarios follow each other, it is
 * the user's own lab that is kept, not what the scenario before left.
 */
export type Snapshots = {
  canUndoReset(): boolean;
  /** The options of the user's own lab while it is put aside. */
  ownConfig(): LabConfig | null;
  /** That lab while it is put aside. */
  own(): Own | null;
  reset(): Promise<Result>;
  undoReset(): Promise<Result>;
  setUp(setUp: SetUp): Promise<Result>;
  bringBack(): Promise<Result>;
};

export function createSnapshots(core: PlaygroundCore): Snapshots {
  let undo: Undo | null = null;
  let own: Own | null = null;

  return {
    canUndoReset: () => undo !== null,
    ownConfig: () => (own === null ? null : core.secrets.mask(own.config)),
    own: () => own,
    reset: async () => {
      const done = await reset(core);
      undo = done.undo;
      return done.outcome;
    },
    undoReset: async () => {
      if (!undo) return refuse('no-reset', 'undo', {});
      const taken = undo;
      undo = null;
      return undoReset(core, taken);
    },
    setUp: async ({ config: given, handler: next = null, browsers }) => {
      const unmasked = core.secrets.unmask(given, own === null ? [core.config] : [core.config, own.config]);
      if (!unmasked.ok) return unmasked;
      const { config } = unmasked;
      const refusal = refusalOf(config);
      if (refusal) return refusal;
      const unfit = next === null ? null : syntaxRefusal(next);
      if (unfit) return unfit;
      const { handler, config: before } = core;
      const aside = await takeSnapshot(core);
      own ??= { ...aside, config: before, handler, undo };
      undo = null;
      core.config = config;
      core.handler = next;
      core.run = core.newRun(browsers.map((name, hue) => ({ browser: { name, hue }, cookies: [] })));
      return startAnew(core, { isHandlerNew: true });
    },
    bringBack: async () => {
      if (!own) return refuse('no-lab-aside', 'lab', {});
      const taken = own;
      own = null;
      undo = taken.undo;
      return undoReset(core, taken, taken);
    },
  };
}
