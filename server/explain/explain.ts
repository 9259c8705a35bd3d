import { type Result, refuse } from '../contract/errors.ts';
import type { Explanation, PasteKind, Told } from '../contract/explain.ts';
import { readJson } from '../contract/input/json-text.ts';
import type { SessionOptions } from '../contract/options/options.ts';
import { sessionRows } from '../contract/options/session-option-rows.ts';
import { examine } from '../doctor/examine.ts';
import { parseOptionSet } from '../doctor/parse-option-set.ts';
import { questionsAbout } from '../doctor/questions.ts';
import { raceOf } from '../scenarios/race-of.ts';
import { parseScenario } from '../scenarios/read/parse.ts';
import { say } from '../words/explain/say.ts';
import { explainCookies } from './cookies/explain-cookie.ts';
import { explainSetCookies } from './cookies/explain-set-cookie.ts';
import { explainCurl } from './curl/explain-curl.ts';
import { explainHar } from './har/explain-har.ts';
import { recognise, unwrapped } from './recognise.ts';

/** `file`: how the text is called in commands; null where there are none. `now` in ms since 1970. */
export type ExplainSettings = {
  secrets: readonly string[];
  url: URL | null;
  now: number;
  file: string | null;
};

/** An address as people write it: https where it has no scheme. */
export function readAddress(text: string): Result<{ url: URL }> {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  return url === null || !/^https?:$/.test(url.protocol)
    ? refuse('no-web-address', '', {})
    : { ok: true, url };
}

/** What a pasted text is and what follows; `options`: those that are in it, for the lab, with their secrets. */
type Explained = Result<{ explanation: Explanation; options: SessionOptions | null }>;

/** Says what somebody pasted. Nothing of it is run, and none of the secrets is in the answer. */
export function explain(text: string, settings: ExplainSettings): Explained {
  const explained = explainAny(text, settings);
  if (!explained.ok) return explained;
  return { ...explained, explanation: withoutSecrets(explained.explanation, settings.secrets) };
}

function explainAny(text: string, settings: ExplainSettings): Explained {
  const found = recognise(text);
  const { secrets, url } = settings;
  switch (found.kind) {
    case 'set-cookie':
    case 'cookie': {
      const parts =
        found.kind === 'cookie'
          ? explainCookies(found.values, secrets)
          : explainSetCookies(found.values, settings);
      const around = found.isAmongOthers ? [{ title: 'Around it', told: [say('headers-around', {})] }] : [];
      const what =
        found.kind === 'set-cookie'
          ? 'This is what an answer sets cookies with: Set-Cookie.'
          : 'This is what a browser sends along: cookies.';
      return answer('set-cookie' === found.kind ? 'set-cookie' : 'cookie', what, [...parts, ...around]);
    }
    case 'curl': {
      const { parts, scenario, commands } = explainCurl(unwrapped(text), secrets);
      if (commands === 0) return refuse('nothing-to-explain', '', {});
      return answer(
        'curl',
        commands === 1 ? 'This is a request, as a cURL command.' : 'These are requests, as cURL commands.',
        parts,
        { scenario },
      );
    }
    case 'har': {
      const { parts, scenario } = explainHar(found.json, { secrets, url });
      return answer('har', 'This is a HAR: what a browser’s network panel recorded.', parts, { scenario });
    }
    case 'scenario':
      return explainScenario(unwrapped(text), settings);
    case 'broken':
      return { ok: false, problems: found.problems };
    case 'elsewhere':
      return refuse('explain-elsewhere', '', { as: found.as });
    case 'unknown':
      return explainOptions(text, settings);
  }
}

const answer = (
  kind: PasteKind,
  what: string,
  parts: Explanation['parts'],
  { scenario = null, options = null }: { scenario?: string | null; options?: SessionOptions | null } = {},
): Explained => ({ ok: true, explanation: { kind, what, parts, scenario }, options });

function explainScenario(text: string, { file }: ExplainSettings): Explained {
  const parsed = parseScenario(text);
  if (!parsed.ok) return parsed;
  const { title, claim, steps, lab } = parsed.scenario;
  const requests = steps.flatMap((step) =>
    'send' in step ? [step.send] : 'together' in step ? step.together : [],
  );
  const expectations = steps.filter((step) => 'expect' in step).length;
  const told: Told[] = [
    say('scenario-sends', { requests: requests.length, expectations, store: lab.store.kind }),
    ...(file === null ? [] : [say('run-it', { file })]),
    ...(file !== null && raceOf(parsed.scenario).ok ? [say('race-it', { file })] : []),
    ...(expectations === 0 ? [say('expects-nothing-yet', {})] : []),
  ];
  const what = `This is a scenario, “${title}”${claim === undefined ? '.' : `: ${claim}`}`;
  return answer('scenario', what, [{ title: 'What it does', told }], { scenario: text });
}

/** What is said of options alone. */
const ofOptions: ReadonlySet<string> = new Set([
  'other-session-package',
  'options-as-yaml',
  'comma-missing',
  'several-sessions',
]);

const mostAsked = 12;
const optionKeys: ReadonlySet<string> = new Set([
  ...Object.keys(sessionRows),
  'key',
  'cookie',
  'store',
  'context',
]);

/** Any object could be options, of which all are ignored; here it has to have one that counts. */
function namesAnOption(text: string): boolean {
  const json = readJson(unwrapped(text));
  if (!json.ok) return true;
  const named = Object.entries(Object(json.value)).flatMap(([key, value]) => [
    key,
    ...Object.keys(Object(value)),
  ]);
  return named.some((key) => optionKeys.has(key));
}

function explainOptions(text: string, { now, file }: ExplainSettings): Explained {
  const parsed = parseOptionSet(unwrapped(text));
  if (!namesAnOption(text)) return refuse('nothing-to-explain', '', {});
  if (!parsed.ok) {
    const isKnown = parsed.problems.some(({ code }) => ofOptions.has(code));
    return isKnown || unwrapped(text).startsWith('{') ? parsed : refuse('nothing-to-explain', '', {});
  }
  const subject = { ...parsed, now };
  const findings = examine(subject);
  const { unread = [] } = parsed;
  const asked = questionsAbout(subject).flatMap(({ about, answer: given, consequences }) =>
    consequences.map(({ severity, title }) => say('asks', { about, answer: given, severity, title })),
  );
  const parts = [
    {
      title: 'What the doctor finds',
      told: [
        ...findings.map(({ severity, title, rule }) => say('finding', { severity, title, rule })),
        ...(findings.length === 0 ? [say('nothing-found', {})] : []),
        ...(file === null ? [] : [say('doctor-says-more', { file })]),
      ],
    },
    {
      title: 'What is not said',
      told: [
        ...(unread.length === 0 ? [] : [say('not-read', { options: unread })]),
        ...asked.slice(0, mostAsked),
      ],
    },
  ].filter(({ told }) => told.length > 0);
  return answer('options', 'These are options of express-session.', parts, { options: parsed.options });
}

const shortestSought = 4;

/** A secret may stand in what was pasted, too. */
function withoutSecrets(explanation: Explanation, secrets: readonly string[]): Explanation {
  const hide = (words: string): string =>
    secrets.reduce(
      (hidden, secret) =>
        secret.length < shortestSought ? hidden : hidden.replaceAll(secret, '(your secret)'),
      words,
    );
  const inJson = (text: string): string =>
    secrets.reduce(
      (hidden, secret) =>
        secret.length < shortestSought
          ? hidden
          : hidden.replaceAll(JSON.stringify(secret).slice(1, -1), '(your secret)'),
      text,
    );
  return {
    ...explanation,
    what: hide(explanation.what),
    parts: explanation.parts.map(({ title, told }) => ({
      title: hide(title),
      told: told.map((each) => ({ ...each, words: hide(each.words) })),
    })),
    scenario: explanation.scenario === null ? null : inJson(explanation.scenario),
  };
}
