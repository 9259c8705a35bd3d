import { parseDate } from 'tough-cookie';
import type { Told } from '../../contract/explain.ts';
import { say } from '../../words/explain/say.ts';
import { attributesOf } from './set-cookie-lines.ts';

type Given = { value: string; hasValue: boolean; all: ReadonlySet<string> };
/** What an attribute means; or why browsers ignore it. */
type Meaning = { means: string } | { ignored: string };

const flag =
  (means: string) =>
  ({ value }: Given): Meaning => ({
    means:
      value === ''
        ? means
        : `${means} What is written after it does not count, not even ${value === 'false' || value === '0' ? `${value}` : 'false'}.`,
  });

/** Each attribute that browsers know (RFC 6265bis 5.6, CHIPS, Chromium's Priority). */
const meanings: Readonly<Record<string, (given: Given) => Meaning>> = {
  path: ({ value }) =>
    value.startsWith('/')
      ? {
          means:
            value === '/'
              ? 'it goes to every URL of the host.'
              : `it goes only to URLs under ${value.slice(0, 60)}.`,
        }
      : { ignored: 'a path begins with /' },
  domain: ({ value }) =>
    value.replace(/^\./, '') === ''
      ? { ignored: 'it is empty' }
      : {
          means: `where that is accepted, every host below ${value.replace(/^\./, '').slice(0, 60)} gets it too, and can set it.${value.startsWith('.') ? ' The dot at its beginning does not count.' : ''}`,
        },
  expires: ({ value, all }) => {
    if (parseDate(value) === undefined) return { ignored: 'it is no date that browsers read' };
    return all.has('max-age')
      ? { ignored: 'where there is Max-Age, that counts alone' }
      : { means: 'the date at which it ends.' };
  },
  'max-age': ({ value }) =>
    /^-?\d+$/.test(value)
      ? {
          means: `it ends after that many seconds${Number(value) >= 400 * 86_400 ? '; browsers take 400 days at most. Is it in milliseconds?' : '.'}`,
        }
      : { ignored: 'it is no whole number of seconds' },
  httponly: flag('scripts in the page cannot read it.'),
  secure: flag('it is kept and sent over https only; to localhost also over http.'),
  samesite: ({ value }) => {
    const word = value.toLowerCase();
    if (word === 'lax')
      return {
        means:
          'of what another site causes, it goes along only with links that are followed, and forms with GET.',
      };
    if (word === 'strict') return { means: 'it goes along with nothing that another site causes.' };
    if (word === 'none')
      return {
        means:
          'it goes along with what other sites cause too, where the browser does not block cookies of third parties.',
      };
    return { ignored: 'browsers know Strict, Lax and None, and hold it for Lax or for none of them' };
  },
  partitioned: flag('under each site that embeds it there is another jar for it.'),
  priority: ({ value }) =>
    /^(?:low|medium|high)$/i.test(value)
      ? { means: 'which cookies Chromium drops first where there are too many.' }
      : { ignored: 'Chromium knows Low, Medium and High' },
};

const longest = 1024;

/** What each attribute of a line means, and which are ignored. */
export function explainAttributes(line: string): Told[] {
  const attributes = attributesOf(line);
  const all = new Set(attributes.map(({ name }) => name));
  return attributes.map(({ text, name, value, hasValue }, at) => {
    const ignored = (why: string) => say('attribute-ignored', { text, why });
    const meaning = Object.hasOwn(meanings, name) ? meanings[name] : undefined;
    if (meaning === undefined) return ignored('browsers know no such attribute');
    if (Buffer.byteLength(value) > longest) return ignored(`it is longer than ${longest} bytes`);
    if (attributes.some((later, place) => place > at && later.name === name))
      return ignored('it comes again, and the last one counts');
    const found = meaning({ value, hasValue, all });
    return 'ignored' in found
      ? ignored(found.ignored)
      : say('attribute-counts', { text, means: found.means });
  });
}
