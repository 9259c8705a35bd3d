import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { arch, platform, release } from 'node:os';
import { dirname } from 'node:path';
import { inspect } from 'node:util';

/** Bytes of the file; what was before is kept in one file beside it. */
const maxBytes = 512 * 1024;
const maxLine = 4000;
const toldLines = 60;

/** Without tokens, cookies' values and what stands between an address's `//` and `@`: a log is sent to strangers. */
export const withoutSecrets = (text: string): string =>
  text
    .replace(
      /((?:token|secret|password)[\w-]*["']?\s*[=:]\s*)(\[[^\]]*\]|"[^"]*"|'[^']*'|[^\s,;&}]+)/gi,
      '$1…',
    )
    .replace(/\b(bearer|basic)\s+\S+/gi, '$1 …')
    .replace(/(cookie["']?\s*[=:]\s*).*/gi, '$1…')
    .replace(/\bs(:|%3A)[\w.+/%~-]{8,}/gi, 's$1…')
    .replace(/(\/\/)\S+@/g, '$1…@');

export type Log = { path: string; write(...what: unknown[]): void; lastLines(): string };

/** A bounded file of what went wrong. Nothing fails for it. */
export function createLog(path: string, now: () => Date = () => new Date()): Log {
  const sizeOf = (): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return {
    path,
    write: (...what) => {
      try {
        const text = what.map((one) => (typeof one === 'string' ? one : inspect(one))).join(' ');
        const line = `${now().toISOString()} ${withoutSecrets(text).slice(0, maxLine)}\n`;
        // Not recursive: a profile for one start that was removed is not to be made again.
        if (!existsSync(dirname(path))) mkdirSync(dirname(path));
        if (sizeOf() + line.length > maxBytes) renameSync(path, `${path}.old`);
        appendFileSync(path, line);
      } catch {
        // A disk that is full is no reason to end.
      }
    },
    lastLines: () => {
      try {
        return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-toldLines).join('\n');
      } catch {
        return '';
      }
    },
  };
}

/** What the app says on stderr goes to the file as well: who starts it from a menu sees no stderr. */
export function logErrors(log: Log, to: Pick<Console, 'error' | 'warn'>): void {
  for (const name of ['error', 'warn'] as const) {
    const say = to[name].bind(to);
    to[name] = (...what: unknown[]) => {
      log.write(...what);
      say(...what);
    };
  }
}

/** What somebody who helps asks for first. */
export const diagnostics = (versions: Readonly<Record<string, string | undefined>>, log: Log): string =>
  [
    ...Object.entries(versions).map(([name, version]) => `${name} ${version ?? 'unknown'}`),
    `${platform()} ${release()} ${arch()}`,
    '',
    log.lastLines(),
  ].join('\n');
