import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { homedir, hostname, userInfo } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type KeptRun, keptRunSchema } from '../../contract/kept-run.ts';
import { isForeign } from '../../contract/options/lab-config.ts';
import { mostPageText } from '../../contract/state.ts';
import { isForeignStore, storeOfKind } from '../../contract/stores/store-kinds.ts';
import { createTurns } from '../../contract/turns.ts';
import type { Playground } from '../../playground/playground.ts';
import { isOurs } from '../consent/consent.ts';
import { writeWhole } from '../consent/write-whole.ts';
import { readFileBounded } from '../read/read-file.ts';

/** What is kept from one start of the app to the next, in a file of the user's. */
export type Workspace = {
  /** The lab of the last start; null where there was none that can be gone on with. */
  readonly kept: KeptRun | null;
  /** What the page had in its forms; null for nothing. */
  page(): string | null;
  setPage(text: string): void;
  /** Keeps what changes in the playground from now on. */
  follow(playground: Followed): void;
  /** Settles when all is kept. */
  close(): Promise<void>;
};

type Followed = Pick<Playground, 'kept' | 'changed'>;

const mostBytes = 32 * 1024 * 1024;
/** ms between two writes: as many times as long as the one before took, within these. */
const restPerWork = 20;
const least = 500;
const most = 10_000;

const format = 'session-playground/workspace@1';
const fileSchema = z.strictObject({
  format: z.literal(format),
  /** Where it was written. */
  machine: z.string(),
  page: z.string().max(mostPageText).nullable(),
  kept: keptRunSchema.nullable(),
});
type Content = Pick<z.infer<typeof fileSchema>, 'page' | 'kept'>;

const none: Content = { page: null, kept: null };

/** Reads what the file keeps. Of one that is missing, damaged or too large nothing is kept. */
export async function openWorkspace(file: string): Promise<Workspace> {
  const { kept, page: first } = await read(file);
  const closed = new AbortController();
  const inTurn = createTurns();
  let page = first;
  let followed: Followed | null = null;
  let written = '';

  const write = () =>
    inTurn(async () => {
      const lab = (await followed?.kept()) ?? kept;
      // Of a lab that is too large the file keeps nothing, rather than an older one.
      const text = textOf({ page, kept: lab }) ?? textOf({ page, kept: null });
      if (text === null || text === written) return;
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeWhole(file, text, 0o600);
      written = text;
      // Nothing is to fail where it cannot be written: it costs the memory only.
    }).catch(() => {});

  let due: NodeJS.Timeout | null = null;
  /** Whether something changed that no write under way is sure to have read. */
  let isStale = false;
  let restMs = least;
  const writeSoon = () => {
    isStale = true;
    if (closed.signal.aborted) return;
    due ??= setTimeout(async () => {
      const began = performance.now();
      isStale = false;
      await write();
      restMs = Math.min(most, Math.max(least, restPerWork * (performance.now() - began)));
      due = null;
      if (isStale) writeSoon();
    }, restMs);
  };

  const follow = async (playground: Followed) => {
    followed = playground;
    while (!closed.signal.aborted) {
      writeSoon();
      await playground.changed(closed.signal);
    }
  };

  return {
    kept,
    page: () => page,
    setPage: (text) => {
      page = text;
      writeSoon();
    },
    follow: (playground) => void follow(playground),
    close: async () => {
      closed.abort();
      if (due !== null) clearTimeout(due);
      await write();
    },
  };
}

/** What is written; null where it could not be read again. */
function textOf(content: Content): string | null {
  const text = JSON.stringify({ format, machine: thisMachine(), ...content });
  return Buffer.byteLength(text) > mostBytes ? null : text;
}

/**
 * A handler runs only where nobody but this user on this machine can have put it there; else it waits in the editor for
 * somebody to run it.
 */
async function read(file: string): Promise<Content> {
  try {
    const found = await readFileBounded(file, mostBytes, 'a workspace');
    if (!found.ok) return none;
    const { machine, page, kept } = fileSchema.parse(JSON.parse(found.bytes.toString()));
    if (kept === null || (kept.handler === null && !isForeign(kept.config))) return { page, kept };
    const isOwn = machine === thisMachine() && (await isOurs(file));
    if (isOwn) return { page, kept };
    const store = isForeignStore(kept.config.store) ? storeOfKind('memory') : kept.config.store;
    const options = { ...kept.config.options, cookieFunction: null };
    return { page, kept: { ...kept, handler: null, config: { ...kept.config, store, options } } };
  } catch {
    return none;
  }
}

const thisMachine = (): string =>
  createHash('sha256').update(`${hostname()} ${userInfo().uid} ${homedir()}`).digest('hex');
