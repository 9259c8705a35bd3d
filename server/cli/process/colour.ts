import { styleText } from 'node:util';

type Environment = Readonly<Record<string, string | undefined>>;

/** https://no-color.org and https://force-color.org: what is set and not empty counts; otherwise whether it is a terminal. */
export function isColoured(environment: Environment, isTerminal: boolean): boolean {
  if (environment['NO_COLOR']) return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return isTerminal && environment['TERM'] !== 'dumb';
}

/** What went well in green, what did not in red: by the mark that a line begins with. */
export const coloured = (text: string): string =>
  text.replace(/^( *)([✓✗]) .*$/gm, (line, _indent, mark: string) =>
    styleText(mark === '✓' ? 'green' : 'red', line, { validateStream: false }),
  );
