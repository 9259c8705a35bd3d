import { siteFor } from '../../browsers/cause.ts';
import { createJar, type Jar } from '../../browsers/jar.ts';
import { parseSetCookie } from '../../browsers/parse-set-cookie.ts';
import type { Told } from '../../contract/explain.ts';
import { methods } from '../../contract/requests.ts';
import { browserRules } from '../../contract/verdicts/browser-rules.ts';
import { type Verdict, explain as verdictSentence } from '../../contract/verdicts/verdict.ts';
import { say } from '../../words/explain/say.ts';
import { pairsIn } from '../cookies/explain-cookie.ts';
import { looksSigned, shortened, sidIn } from '../cookies/session-value.ts';
import { headerOf } from '../requests/sent-request.ts';
import { sentFrom } from '../requests/site-of.ts';
import type { Exchange } from './read-har.ts';

/** Values of cookies that look like express-session's, by name, in requests and answers. */
export function sessionNames(exchanges: readonly Exchange[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const exchange of exchanges) {
    const set = exchange.setCookies.flatMap((line) => {
      const cookie = parseSetCookie(line, exchange.start);
      return 'name' in cookie ? [cookie] : [];
    });
    for (const { name, value } of [...pairsIn(headerOf(exchange.request, 'cookie') ?? ''), ...set]) {
      if (name !== null && looksSigned(value)) found.set(name, [...(found.get(name) ?? []), value]);
    }
  }
  return found;
}

/** An exchange with the name by which it is spoken of: `r3`. */
export type NamedExchange = Exchange & { id: string };

type Followed = { told: Told[]; jar: Jar };

const isRefused = ({ rule }: Verdict): boolean =>
  Object.entries(browserRules).some(([name, { decision }]) => name === rule && decision === 'refused');

/** What became of the session cookie over the requests, held against the lab's browser. */
export function followSession(exchanges: readonly NamedExchange[], name: string): Followed {
  const jar = createJar();
  const known = new Set<string>();
  const told = exchanges.flatMap((exchange): Told[] => {
    const { request, start, took, setCookies } = exchange;
    const title = `${exchange.id} ${request.method} ${request.url.pathname.slice(0, 60)} (${exchange.status || 'no answer'})`;
    const site = siteFor({ cookies: sentFrom(request).mode }, request.url);
    const method = methods.find((each) => each === request.method) ?? 'GET';
    const came = pairsIn(headerOf(request, 'cookie') ?? '').find((pair) => pair.name === name)?.value ?? null;
    const held = jar.cookies().find((cookie) => cookie.name === name) ?? null;
    const because = jar
      .outgoing('jar', { url: request.url, site, method, now: start })
      .withheld.find(({ inputs }) => inputs['name'] === name);
    const sent = cameTold({ title, came, held: held?.value ?? null, because, known });
    const set = setCookies.flatMap((line): Told[] => {
      const verdict = jar.receive(line, { url: request.url, site, now: start + took });
      const cookie = parseSetCookie(line, start);
      if (!('name' in cookie) || cookie.name !== name) return [];
      known.add(cookie.value);
      const given = { request: title, sid: idOf(cookie.value), sentence: verdictSentence(verdict) };
      const before = came === null || came === cookie.value ? null : idOf(came);
      return [
        say(isRefused(verdict) ? 'set-refused' : 'set-kept', given),
        ...(before === null || before === given.sid || cookie.value === ''
          ? []
          : [say('id-changed', { request: title, before, after: given.sid })]),
      ];
    });
    return [...sent, ...set];
  });
  return { told, jar };
}

const idOf = (value: string): string => shortened(sidIn(value) ?? value) || 'none';

type Came = {
  title: string;
  came: string | null;
  held: string | null;
  because: Verdict | undefined;
  known: ReadonlySet<string>;
};

function cameTold({ title, came, held, because, known }: Came): Told[] {
  const request = title;
  if (came !== null) {
    const sid = idOf(came);
    const sentence = because === undefined ? null : verdictSentence(because);
    if (sentence !== null)
      return [say('came-with', { request, sid }), say('sent-all-the-same', { request, sentence })];
    return [known.has(came) ? say('came-with', { request, sid }) : say('came-with-older', { request, sid })];
  }
  if (held === null) return [say('came-without', { request })];
  return [
    because === undefined
      ? say('not-sent-unknown', { request })
      : say('kept-back', { request, sentence: verdictSentence(because) }),
  ];
}
