import { MemoryStore } from 'express-session';
import { describe, expect, it } from 'vitest';
import { sessionOptions } from '../../app/session-options.ts';
import { labConfigSchema } from '../../contract/options/lab-config.ts';
import { expressCode } from './express-code.ts';

const usual = { rolling: false, unset: 'keep', name: 'connect.sid' };
const usualCookie = { path: '/', httpOnly: true };

/** What session(…) is called with in the exported file. */
async function inCode(config: ReturnType<typeof labConfigSchema.parse>): Promise<Record<string, unknown>> {
  const { text } = expressCode({ config, handler: null, isFaulty: false, clock: 0 }, 'js');
  const [before = '', after = ''] = text.split('  session({\n');
  const [options = ''] = after.split('\n  }),\n');
  const needs = before.match(/^(import .* from 'node:crypto';|let sessions = 0;)$/gm) ?? [];
  const source = `${needs.join('\n')}\nexport default () => ({\n${options}\n});`;
  const { default: read } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  return read();
}

async function comparable({ cookie, genid, store: _, ...others }: Record<string, unknown>) {
  const settings = typeof cookie === 'function' ? cookie() : cookie;
  const { secret, ...rest } = others;
  return {
    ...usual,
    ...rest,
    secret: secret === undefined ? secret : [secret].flat(),
    cookie: { ...usualCookie, ...settings },
    // The end that counts is the one that comes last.
    ends: Object.keys(settings).filter((key) => key === 'maxAge' || key === 'expires'),
    form: typeof cookie,
    genid: typeof genid === 'function' ? await madeBy(() => genid()) : null,
  };
}

async function madeBy(genid: () => unknown): Promise<string> {
  try {
    const made = genid();
    const isRandom = typeof made === 'string' && made.length > 20;
    return made instanceof Promise ? 'a promise' : isRandom ? 'random' : `${typeof made} ${made}`;
  } catch (error) {
    return String(error);
  }
}

const date = '2099-01-01T00:00:00Z';

describe('what session(…) is called with in the exported file is what the lab calls it with:', () => {
  it.each<object>([
    {},
    { secret: null },
    { secret: [''] },
    { secret: ['new', "ol'd"] },
    { key: 'app.sid' },
    { name: 'no name' },
    { proxy: false, unset: 'destroy', rolling: true },
    ...['uuid', 'async', 'number', 'undefined', 'same', 'throws'].map((genid) => ({ genid })),
    { cookieForm: 'function', cookie: { maxAge: false } },
    ...[false, '', 0, -5000, 1.5, 315_360_000_000, 'NaN', 'Infinity', '-Infinity', null].flatMap((end) => [
      { cookie: { maxAge: end } },
      { cookie: { expires: end } },
    ]),
    ...[date, '2031-01-01', 'Invalid Date'].map((expires) => ({ cookie: { expires } })),
    { cookie: { maxAge: 60_000, expires: date } },
    { cookie: { expires: date, maxAge: 60_000 } },
    ...['None', 'laxx', true, null, ''].map((sameSite) => ({ cookie: { sameSite } })),
    ...['High', 'urgent', ''].map((priority) => ({ cookie: { priority } })),
    { cookie: { path: null, domain: '' } },
    { cookie: { path: '', domain: 'localhost:3000' } },
  ])('%j', async (options) => {
    const config = labConfigSchema.parse({ options });
    const inLab = { ...sessionOptions(config.options, new MemoryStore()) };
    expect(await comparable(await inCode(config))).toEqual(await comparable(inLab));
  });
});
