import { type Problem, type ProblemParams, problem } from '../../contract/errors.ts';

type Wish = ProblemParams['beyond-scenarios']['wish'];

/** Keys that people write for what no scenario can do here, in lower case. */
const keysOf: Readonly<Record<Wish, readonly string[]>> = {
  host: [
    'host',
    'hostname',
    'hosts',
    'domain',
    'subdomain',
    'subdomains',
    'origin',
    'url',
    'port',
    'localhost',
  ],
  restart: ['reboot', 'redeploy', 'deploy', 'nodemon', 'kill', 'crash'],
  socket: ['websocket', 'websockets', 'ws', 'wss', 'socket', 'upgrade'],
  client: [
    'client',
    'agent',
    'useragent',
    'user-agent',
    'safari',
    'firefox',
    'curl',
    'supertest',
    'superagent',
  ],
  cache: ['cache', 'caches', 'cdn', 'bfcache', 'back', 'sharedcache'],
  ttl: ['ttl', 'disabletouch', 'touchafter', 'checkperiod', 'reapinterval'],
  tls: ['tls', 'https', 'ssl', 'protocol', 'scheme', 'secure'],
  handler: ['handlers', 'routes', 'route', 'middleware', 'app', 'express', 'code', 'source'],
};

/** Deeper in a lab the same words are settings of a store, or misplaced options. */
const ofLabOrRequest = /^(?:|lab|steps\[\d+\](?:\.send|\.together\[\d+\])?)$/;
const placesOf: Partial<Record<Wish, RegExp>> = {
  handler: /^(?:|lab)$/,
  ttl: /^(?:|lab(?:\.store|\.options)?)$/,
};

const wishes = new Map<string, Wish>();
for (const [wish, keys] of Object.entries(keysOf) as Array<[Wish, readonly string[]]>)
  for (const key of keys) wishes.set(key, wish);

/** An unknown key that asks for what no scenario can do here is refused with the nearest thing that one can. */
export function saidBeyond(one: Problem): Problem {
  if (one.code !== 'unknown-key') return one;
  const { key } = one.params;
  const wish = wishes.get(key.toLowerCase());
  if (wish === undefined || !(placesOf[wish] ?? ofLabOrRequest).test(one.at)) return one;
  return problem('beyond-scenarios', one.at, { key, wish });
}
