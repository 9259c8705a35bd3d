import { createHash } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Result, refuse } from '../../contract/errors.ts';
import type { StoreConfig } from '../../contract/stores/store-kinds.ts';
import type { Lab, LabSettings } from '../../lab/lab.ts';
import { moduleFile } from '../../stores/module-file.ts';
import { ProblemError } from '../../words/problems.ts';
import { readFileBounded } from '../read/read-file.ts';
import { writeWhole } from './write-whole.ts';

/** By what code is known: another letter in it makes it another code, which nobody has allowed yet. */
export const hashOf = (source: string): string => createHash('sha256').update(source).digest('hex');

/**
 * What somebody is to read before a store that is code runs: its file as it is, or null where it cannot be read. What
 * that loads in turn is not in it.
 */
export async function storeSource({ module }: ModuleStore): Promise<string | null> {
  const file = moduleFile(module);
  const text = file === null ? null : await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : `// ${module}\n${text}`;
}

type ModuleStore = Extract<StoreConfig, { kind: 'module' }>;

/** Who may run: code that came in a file, by its hash. */
export type Consent = {
  /** Whether somebody has allowed it, for this once or for good, or it is a lesson's. */
  isAllowed(source: string): Promise<boolean>;
  /** `always`: it is remembered for this user, on this machine. Rejects where that cannot be written. */
  allow(sha256: string, settings?: { always?: boolean }): Promise<void>;
  /** A refusal that holds the code and its hash, for who is to be asked; `at`: where the code stands. */
  check(source: string | null | undefined, at: string): Promise<Result>;
  /** The same for the cookie function in a lab's options. */
  checkFunction(source: string | null | undefined, at: string): Promise<Result>;
  /** The same for a store that is code. */
  checkStore(store: StoreConfig, at: string): Promise<Result>;
};

const fileSchema = z.strictObject({
  format: z.literal('session-playground/allowed-handlers@1'),
  sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(10_000),
});

/** The user's own file of what they allowed for good. */
export const allowedFile = (env?: NodeJS.ProcessEnv): string => ownFile('allowed-handlers.json', env);

/** A file of that name among the user's settings. */
export function ownFile(name: string, { APPDATA, XDG_CONFIG_HOME }: NodeJS.ProcessEnv = process.env): string {
  const folders: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(homedir(), 'Library', 'Application Support'),
    win32: APPDATA ?? join(homedir(), 'AppData', 'Roaming'),
  };
  const folder = folders[platform()] ?? (XDG_CONFIG_HOME || join(homedir(), '.config'));
  return join(folder, 'session-playground', name);
}

/** `file`: where it is remembered; null for nowhere. */
export function createConsent(file: string | null = allowedFile()): Consent {
  const allowed = new Set<string>();
  const remembered = async () => new Set(file === null ? [] : await read(file));

  const isAllowed = async (source: string): Promise<boolean> => {
    const sha256 = hashOf(source);
    return allowed.has(sha256) || (await remembered()).has(sha256) || (await isLessons(source));
  };
  return {
    isAllowed,
    allow: async (sha256, { always = false } = {}) => {
      allowed.add(sha256);
      if (!always || file === null) return;
      const all = (await remembered()).add(sha256);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      const { format } = fileSchema.shape;
      await writeWhole(
        file,
        `${JSON.stringify({ format: format.value, sha256: [...all] }, null, 2)}\n`,
        0o600,
      );
    },
    check: async (source, at) =>
      source === null || source === undefined || (await isAllowed(source))
        ? { ok: true }
        : refuse('handler-not-allowed', at, { code: source, sha256: hashOf(source) }),
    checkFunction: async (source, at) =>
      source === null || source === undefined || (await isAllowed(source))
        ? { ok: true }
        : refuse('function-not-allowed', at, { code: source, sha256: hashOf(source) }),
    checkStore: async (store, at) => {
      if (store.kind !== 'module') return { ok: true };
      const code = await storeSource(store);
      if (code === null) return refuse('store-module-missing', at, { module: store.module });
      return (await isAllowed(code))
        ? { ok: true }
        : refuse('store-not-allowed', at, { module: store.module, code, sha256: hashOf(code) });
    },
  };
}

type CreateLab = (settings: LabSettings) => Promise<Lab>;

/**
 * Starts no lab whose store is code that nobody has allowed. Each start reads the file again, also after a crash or a
 * reset, so it is asked about as it is by then.
 */
export const onlyAllowed =
  (create: CreateLab, { checkStore }: Pick<Consent, 'checkStore'>): CreateLab =>
  async (settings) => {
    const checked = await checkStore(settings.config.store, 'store.module');
    if (!checked.ok) throw new ProblemError(checked.problems);
    return create(settings);
  };

/** A lesson's handler is this app's own code. The course is loaded only where some code is asked about. */
async function isLessons(source: string): Promise<boolean> {
  const { course } = await import('../lessons/course.ts');
  return course.some(({ lab }) => lab.handler === source);
}

/** Nothing where there is no such file, where it is damaged, or where somebody else could have written it. */
async function read(file: string): Promise<readonly string[]> {
  try {
    const found = (await isOurs(file))
      ? await readFileBounded(file, 1024 * 1024, 'a list of allowed handlers')
      : null;
    return found?.ok ? fileSchema.parse(JSON.parse(found.bytes.toString())).sha256 : [];
  } catch {
    return [];
  }
}

/** Whether nobody else can have written it. */
export async function isOurs(file: string): Promise<boolean> {
  const { uid, mode } = await stat(file);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}
