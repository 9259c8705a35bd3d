import { sign } from 'cookie-signature';
import type { OptionsPatch } from '../../contract/doctor/doctor.ts';
import { type DoctorContext, labContext } from '../../contract/doctor/doctor-context.ts';
import { type SessionOptions, sessionOptionsSchema } from '../../contract/options/options.ts';
import type { RequestSpecInput } from '../../contract/requests.ts';
import { demoUser } from '../../contract/routes.ts';
import type { ScenarioInput } from '../../contract/scenario/scenario.ts';
import type { StoreKind } from '../../contract/stores/store-kinds.ts';
import { judgedOf } from '../read-options.ts';
import type { Subject } from '../rule.ts';
import { otherSecret, strongSecret } from '../sound.test-helper.ts';

type Step = ScenarioInput['steps'][number];
export type Sound = Extract<Step, { expect: unknown }>['expect'];

/**
 * For tests: what the visitors of an app have a right to. It does not hold with the option set, and holds with the
 * rule's fix. Most are seen in a scenario; what takes several hosts or processes is shown by running the middleware.
 */
export type Proof = {
  options: OptionsPatch & { secret?: string[] | null };
  context?: Partial<DoctorContext>;
  store?: StoreKind;
} & (
  | {
      steps: Step[] | ((options: SessionOptions) => Step[]);
      sound: Sound | ((options: SessionOptions) => Sound);
    }
  | { isSound: (subject: Subject, store: StoreKind) => Promise<boolean> }
);

/** An option set of the lab in which only what a proof is about goes wrong. */
export function provenSubject({ options, context, store = 'memory' }: Proof): Subject {
  const sound = { secret: [strongSecret, otherSecret], resave: false, saveUninitialized: false, name: 'sid' };
  return {
    ...judgedOf(sessionOptionsSchema.parse({ ...sound, ...options })),
    context: { ...labContext, store, queue: false, instances: 1, sharedStore: null, ...context },
    now: Date.now(),
  };
}

export const send = (path: string, more: Partial<RequestSpecInput> = {}): Step => ({
  send: { browser: 'alice', path, ...more },
});

export const login = (more: Partial<RequestSpecInput> = {}): Step =>
  send('/login', { method: 'POST', form: { ...demoUser }, ...more });

/** A set takes long, and a request that only reads ends while the apple is on its way into the store. */
export const readWhileSaving: Step[] = [
  login(),
  { fault: { set: { latency: 500 } } },
  {
    together: [
      { browser: 'alice', method: 'POST', path: '/cart/apples', work: 100 },
      { browser: 'alice', path: '/me', work: 350 },
    ],
  },
];

/** What a proxy that ended TLS tells of the visitor; or what a client writes who wants it believed. */
export const saysHttps = { headers: { 'X-Forwarded-Proto': 'https' } };
export const behindProxy = { https: true, proxy: true, host: 'shop.example.com' } as const;

/** The cookie of a session ID, signed with a guess at the secret. */
export const forged = (name: string, sid: string, guess: string) => ({
  cookies: { edited: `${name}=${encodeURIComponent(`s:${sign(sid, guess)}`)}` },
});

export const isLoggedIn = (response: string): Sound => ({ response, body: `"user":"${demoUser.username}"` });
export const isNobody = (response: string): Sound => ({ response, body: '"user":null' });
export const hasCookie: Sound = { cookie: 'alice', present: true };
export const hasAttribute = (attributes: Record<string, string | boolean>): Sound => ({
  cookie: 'alice',
  present: true,
  attributes,
});
