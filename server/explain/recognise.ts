import { z } from 'zod';
import type { Problem } from '../contract/errors.ts';
import type { PasteKind } from '../contract/explain.ts';
import { readJson } from '../contract/input/json-text.ts';
import { hasCurl } from './curl/commands.ts';

/** A header as it was pasted: `< set-cookie: a=b`, or without its name. */
type HeaderLine = { name: 'set-cookie' | 'cookie'; value: string };

/** What is known of a pasted text before it is read. `elsewhere`: what it is, and how to come to something that is taken. */
export type Recognised =
  | { kind: 'set-cookie' | 'cookie'; values: string[]; isAmongOthers: boolean }
  | { kind: 'har' | 'scenario'; json: unknown }
  | { kind: 'curl' }
  /** Begun as that, and not JSON. */
  | { kind: 'broken'; as: 'har' | 'scenario'; problems: Problem[] }
  | { kind: 'elsewhere'; as: Elsewhere }
  | { kind: 'unknown' };

const elsewhere = {
  fetch: /^\s*(?:await\s+)?fetch\(\s*["'`]https?:/,
  powershell: /\bInvoke-(?:WebRequest|RestMethod)\b|New-Object Microsoft\.PowerShell/,
  'cookie-jar': /^# (?:Netscape )?HTTP Cookie File/m,
} as const;
export type Elsewhere = keyof typeof elsewhere;

const attributeNames = new Set(
  ['path', 'domain', 'expires', 'max-age', 'httponly', 'secure'].concat([
    'samesite',
    'partitioned',
    'priority',
  ]),
);

/** Looks at a text's beginning and form. Options are whatever the doctor's reader takes, and are not looked for here. */
export function recognise(given: string): Recognised {
  const text = unwrapped(given);
  if (text.startsWith('{')) return recogniseJson(text);
  for (const [as, pattern] of Object.entries(elsewhere) as Array<[Elsewhere, RegExp]>)
    if (pattern.test(text)) return { kind: 'elsewhere', as };
  if (hasCurl(text)) return { kind: 'curl' };
  const headers = headerLines(text);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  for (const name of ['set-cookie', 'cookie'] as const) {
    const values = headers.filter((header) => header.name === name).map(({ value }) => value);
    if (values.length > 0) return { kind: name, values, isAmongOthers: values.length * 2 < lines.length };
  }
  if (lines.length > 0 && lines.every(isSetCookie))
    return { kind: 'set-cookie', values: lines.map(stripped), isAmongOthers: false };
  const [only = ''] = lines;
  if (lines.length === 1 && isCookie(stripped(only)))
    return { kind: 'cookie', values: [stripped(only)], isAmongOthers: false };
  return { kind: 'unknown' };
}

const harShape = z.object({ log: z.object({ entries: z.array(z.unknown()) }) });
const scenarioMark = /"format"\s*:\s*"session-playground\/scenario/;
const scenarioShape = z.object({ format: z.string(), steps: z.unknown() });

function recogniseJson(text: string): Recognised {
  const json = readJson(text);
  if (!json.ok) {
    const as = /^\{\s*"log"\s*:/.test(text)
      ? 'har'
      : scenarioMark.test(text.slice(0, 20_000))
        ? 'scenario'
        : null;
    return as === null ? { kind: 'unknown' } : { kind: 'broken', as, problems: json.problems };
  }
  if (harShape.safeParse(json.value).success) return { kind: 'har', json: json.value };
  if (scenarioShape.safeParse(json.value).success) return { kind: 'scenario', json: json.value };
  return { kind: 'unknown' };
}

/** Without a byte order mark, Windows' line ends, and what people copy along: blanks, a fence, one pair of quotes. */
export function unwrapped(text: string): string {
  const bare = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trim();
  const fenced = /^```[\w-]*\n([\s\S]*?)\n?```$/.exec(bare)?.[1] ?? bare;
  return /^(["'`])([^"'`\n]*)\1[,;]?$/.exec(fenced)?.[2] ?? fenced.trim();
}

/** A line without curl's `< `, and without a comma and quotes that code has around it. */
const stripped = (line: string): string =>
  line
    .trim()
    .replace(/^[<>*]\s+/, '')
    .replace(/^(["'`])(.*)\1[,;]?$/, '$2')
    .trim();

/** Lines that name their header: `Set-Cookie: …`, `"set-cookie": "…"`, or the name alone with the value on the next line. */
function headerLines(text: string): HeaderLine[] {
  const lines = text.split('\n').map((line) => line.trim().replace(/^[<>*]\s+/, ''));
  return lines.flatMap((line, at): HeaderLine[] => {
    const found = /^["'`]?(set-cookie|cookie)["'`]?\s*[:=]?(?:\s+|(?<=[:=]))(.*)$/i.exec(`${line} `);
    const name = found?.[1]?.toLowerCase();
    if (name !== 'set-cookie' && name !== 'cookie') return [];
    const next = stripped(lines[at + 1] ?? '');
    const value = stripped(found?.[2] ?? '') || (isPairOrSigned.test(next) ? next : '');
    // In code `cookie:` is an option of a session, whatever object or name stands there.
    return value === '' || (isCode.test(value) && !isToken(value)) ? [] : [{ name, value }];
  });
}

/** An object, a list, a function, or the name of one. */
const isCode = /^(?:[{[(]|(?:async\s|function|new\s))|=>|^[\w$.]+,?$/;

const pair = /^[!#$%&'*+\-.^_`|~\w]+=/;

/** A cookie on a line of its own, and not a setting below `cookie:` in YAML. */
const isPairOrSigned = /^(?:[!#$%&'*+\-.^_`|~\w]+=|s(?::|%3a))\S/i;

const attributeOf = (segment: string): string => segment.split('=', 1)[0]?.trim().toLowerCase() ?? '';

function isSetCookie(line: string): boolean {
  const [first = '', ...attributes] = stripped(line).split(';');
  return pair.test(first.trim()) && attributes.some((each) => attributeNames.has(attributeOf(each)));
}

/** `s:…`, `j:…` or pairs, on one line; of a single pair of words nobody can say that it is no setting, unless it is long. */
function isCookie(line: string): boolean {
  if (/^(?:[sj](?::|%3a|%253a)|Fe26\.2\*)\S[^;]*$/i.test(line) || isToken(line)) return true;
  const pairs = line.split(/;\s*/).filter((each) => each !== '');
  return pairs.length > 0 && !/[{}()<>]/.test(line) && pairs.every((each) => pair.test(each.trim()));
}

/** A JSON Web Token, or what Flask and cookie-session write. */
const isToken = (line: string): boolean => /^(?:Bearer\s+)?\.?eyJ[\w-]+(?:[.=][\w.=-]*)?$/.test(line);

/** What a text is that some command was given; null where that is not known. Options are not looked for. */
export function kindOf(text: string): PasteKind | null {
  const found = recognise(text);
  if (found.kind === 'broken') return found.as;
  return found.kind === 'unknown' || found.kind === 'elsewhere' ? null : found.kind;
}

export const pastedKinds: Readonly<Record<PasteKind, string>> = {
  'set-cookie': 'a Set-Cookie header',
  cookie: 'a cookie',
  curl: 'a cURL command',
  har: 'a HAR',
  options: 'session options',
  scenario: 'a scenario',
};
