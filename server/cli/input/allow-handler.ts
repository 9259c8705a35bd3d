import { codeMay } from '../../contract/code-rights.ts';
import type { Scenario } from '../../contract/scenario/scenario.ts';
import { createConsent, hashOf, storeSource } from '../../scenarios/consent/consent.ts';
import { placeOfSetting } from '../../scenarios/read/set.ts';
import { problemError } from '../../words/problems.ts';
import type { Io } from '../process/output.ts';

/** `allowHandlers`: said on the command line, or by whoever set up the machine that runs it. */
export type HandlerFlags = { allowHandlers?: boolean | undefined };

const allowFlag = '--allow-handlers';
export const allowVariable = 'SESSION_PLAYGROUND_ALLOW_HANDLERS';

/**
 * Sees to it that code in a file runs only where somebody has allowed it: by the flag or the variable, before, or now, where
 * there is somebody to be asked. Throws ProblemError otherwise.
 */
export async function allowHandler(
  { lab: { handler, store, options } }: Scenario,
  file: string,
  {
    allowHandlers = process.env[allowVariable] === '1',
    io,
    ...given
  }: HandlerFlags & {
    io: Io;
    /** The store on the command line, which goes before that of the file. */
    store?: string | undefined;
    /** The settings on the command line, where they are in the scenario already. */
    set?: readonly string[];
  },
): Promise<void> {
  if (allowHandlers) return;
  const consent = createConsent();
  const ask = async (code: string, has: string): Promise<boolean> => {
    if (await consent.isAllowed(code)) return true;
    const answer = (await io.ask?.(questionAbout(code, has)))?.trim().toLowerCase() ?? '';
    if (['a', 'always'].includes(answer)) await consent.allow(hashOf(code), { always: true });
    return ['a', 'always', 'y', 'yes'].includes(answer);
  };
  if (handler !== undefined && !(await ask(handler, `${file} has code of its own`)))
    throw problemError('handler-in-file', 'lab.handler', { flag: allowFlag }, file);
  // What was named on the command line was named by whoever runs it.
  const isNamed = given.set?.some((setting) => placeOfSetting(setting) === 'options.cookieFunction') ?? false;
  if (
    options.cookieFunction !== null &&
    !isNamed &&
    !(await ask(options.cookieFunction, `${file} has a cookie function of its own`))
  )
    throw problemError('handler-in-file', 'lab.options.cookieFunction', { flag: allowFlag }, file);
  if (store.kind !== 'module' || given.store !== undefined) return;
  const { module } = store;
  const code = await storeSource(store);
  if (code === null) throw problemError('store-module-missing', 'lab.store.module', { module }, file);
  if (!(await ask(code, `${file} takes its store from ${module}`)))
    throw problemError('store-in-file', 'lab.store.module', { module, flag: allowFlag }, file);
}

/** Each line of the code has a mark before it, so that none can pass for one of ours. */
function questionAbout(code: string, has: string): string {
  const lines = code.split('\n');
  return [
    `${has}, ${lines.length === 1 ? 'one line' : `${lines.length} lines`}, which ${codeMay.node}:`,
    '',
    ...lines.map((line) => `  | ${line}`),
    '',
    'Run it? y: this once, a: always this very code, N: no ',
  ].join('\n');
}
