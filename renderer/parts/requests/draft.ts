import { z } from 'zod';
import { fromPlace, type LabPlace, mainApp } from '../../../server/contract/endpoints.ts';
import { credentialModes, type From, fromKinds } from '../../../server/contract/hosts.ts';
import {
  cookieModes,
  followModes,
  hasNoBody,
  methods,
  type RequestSpecInput,
  requestSpecSchema,
} from '../../../server/contract/requests.ts';
import { firstProblem, type PageRefused, refuseOnPage } from '../../page-problems.ts';
import { parseForm, parseHeaders, parseJson } from './body-text.ts';

export const cookieChoices = [...cookieModes, 'edited'] as const;
type CookieChoice = (typeof cookieChoices)[number];
export const cookieWords: Readonly<Record<CookieChoice, string>> = {
  jar: 'from the jar',
  omit: 'none',
  'cross-site': 'cross-site',
  'cross-site-link': 'cross-site link',
  'cross-site-form': 'cross-site form',
  edited: 'edited',
};
const bodyKinds = ['none', 'form', 'json'] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** The request as the form holds it: everything stays as typed, also what is not used at the moment. */
export type Draft = {
  browser: string;
  method: NonNullable<RequestSpecInput['method']>;
  path: string;
  work: number;
  together: number;
  stagger: number;
  cookies: CookieChoice;
  edited: string;
  follow: NonNullable<RequestSpecInput['follow']>;
  bodyKind: BodyKind;
  form: string;
  json: string;
  headers: string;
  /** As through a proxy that ends TLS. */
  proxied: boolean;
  /** '' for the main app, whichever instance the balancer chooses. */
  to: '' | LabPlace;
  /** '' for the app's own. */
  host: string;
  /** The page that causes it; '' for none. What follows is how. */
  page: string;
  by: From['by'];
  credentials: NonNullable<From['credentials']>;
};

/** A draft as it was kept. */
export const draftSchema: z.ZodType<Draft> = z.object({
  browser: z.string(),
  method: z.enum(methods),
  path: z.string(),
  work: z.number(),
  together: z.number(),
  stagger: z.number(),
  cookies: z.enum(cookieChoices),
  edited: z.string(),
  follow: z.enum(followModes),
  bodyKind: z.enum(bodyKinds),
  form: z.string(),
  json: z.string(),
  headers: z.string(),
  proxied: z.boolean(),
  to: z.custom<Draft['to']>((value) => typeof value === 'string'),
  host: z.string().default(''),
  page: z.string().default(''),
  by: z.enum(fromKinds).default('fetch'),
  credentials: z.enum(credentialModes).default('include'),
});

/** What shows a lost update with one click: five overlapping requests that each count. */
export const firstDraft: Draft = {
  browser: '',
  method: 'GET',
  path: '/views',
  work: 30,
  together: 5,
  stagger: 0,
  cookies: 'jar',
  edited: '',
  follow: 'headers',
  bodyKind: 'none',
  form: '',
  json: '',
  headers: '',
  proxied: false,
  to: '',
  host: '',
  page: '',
  by: 'fetch',
  credentials: 'include',
};

/** The request to send, or the field that is wrong and why. */
export type ReadDraft = { ok: true; spec: RequestSpecInput } | ({ field: keyof Draft } & PageRefused);

export function readDraft(draft: Draft): ReadDraft {
  const headers = parseHeaders(draft.headers);
  if (headers === null) return { field: 'headers', ...refuseOnPage('no-header-lines', 'headers', {}) };
  const body = bodyOf(draft);
  if (body === null) return { field: 'json', ...refuseOnPage('no-json', 'json', {}) };
  const spec = {
    browser: draft.browser,
    method: draft.method,
    path: draft.path,
    work: draft.work,
    cookies: draft.cookies === 'edited' ? { edited: draft.edited } : draft.cookies,
    follow: draft.follow,
    ...(draft.proxied && { proxy: 'https' as const }),
    ...whoseOf(draft.to),
    ...(draft.host !== '' && { host: draft.host }),
    ...fromOf(draft),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...body,
  };
  const checked = requestSpecSchema.safeParse(spec);
  if (checked.success) return { ok: true, spec };
  const problem = firstProblem(checked.error, requestSpecSchema, spec);
  return { ok: false, field: fieldOf(checked.error.issues[0]?.path[0]), problem };
}

function whoseOf(to: Draft['to']): Pick<RequestSpecInput, 'app' | 'instance'> {
  if (to === '') return {};
  const { app, instance } = fromPlace(to);
  return app === mainApp ? { instance } : { app };
}

function fromOf({ page, by, credentials }: Draft): Pick<RequestSpecInput, 'from'> {
  if (page === '') return {};
  return { from: { page, by, ...(by === 'fetch' && { credentials }) } };
}

const fieldOf = (name: unknown): keyof Draft =>
  name === 'instance' || name === 'app'
    ? 'to'
    : name === 'from'
      ? 'page'
      : name === 'host' ||
          name === 'headers' ||
          name === 'form' ||
          name === 'json' ||
          name === 'browser' ||
          name === 'cookies'
        ? name
        : 'path';

/** Whether the draft's body goes along: one that was typed for another method waits. */
export const sendsBody = ({ method, bodyKind }: Pick<Draft, 'method' | 'bodyKind'>): boolean =>
  bodyKind !== 'none' && !hasNoBody(method);

function bodyOf(draft: Draft): Pick<RequestSpecInput, 'form' | 'json'> | null {
  const { bodyKind, form, json } = draft;
  if (!sendsBody(draft)) return {};
  if (bodyKind === 'form') return { form: parseForm(form) };
  const parsed = parseJson(json);
  return parsed.ok ? { json: parsed.value } : null;
}

const names =
  'alice bob carol dave erin frank grace heidi ivan judy kim leo mia nina olivia peggy quinn rupert sybil trent uma victor walter zoe'.split(
    ' ',
  );

/** A name for another browser that is not taken. */
export function freeName(taken: readonly string[]): string {
  const numbered = taken.map((_, place) => `browser ${names.length + place + 1}`);
  return [...names, ...numbered].find((name) => !taken.includes(name)) ?? '';
}
