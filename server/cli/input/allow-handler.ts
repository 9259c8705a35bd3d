import type { Scenario } from '../../contract/scenario/scenario.ts';
import { createConsent, hashOf } from '../../scenarios/consent/consent.ts';
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
  { lab: { handler } }: Scenario,
  file: string,
  { allowHandlers = process.env[allowVariable] === '1', io }: HandlerFlags & { io: Io },
): Promise<void> {
  if (handler === undefined || allowHandlers) return;
  const consent = createConsent();
  if (await consent.isAllowed(handler)) return;
  const answer = (await io.ask?.(questionAbout(handler, file)))?.trim().toLowerCase() ?? '';
  if (['a', 'always'].includes(answer)) await consent.allow(hashOf(handler), { always: true });
  else if (!['y', 'yes'].includes(answer))
    throw problemError('handler-in-file', 'lab.handler', { flag: allowFlag }, file);
}

/** Each line of the code has a mark before it, so that none can pass for one of ours. */
function questionAbout(handler: string, file: string): string {
  const lines = handler.split('\n');
  return [
    `${file} has code of its own, ${lines.length === 1 ? 'one line' : `${lines.length} lines`}, which can do all that you can on this machine:`,
    '',
    ...lines.map((line) => `  | ${line}`),
    '',
    'Run it? y: this once, a: always this very code, N: no ',
  ].join('\n');
}
