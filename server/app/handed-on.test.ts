import session from 'express-session';
import { describe, expect, it } from 'vitest';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import type { OptionRow } from '../contract/options/option-row.ts';
import { optionCatalogue } from '../contract/options/options.ts';
import { createLabApp } from './lab-app.ts';

/** Values that are not the default, by how the option is asked for. */
function othersOf({ control, default: usual }: OptionRow): unknown[] {
  switch (control.type) {
    case 'switch':
      return [usual !== true];
    case 'choice':
      return control.choices.map(({ value }) => value).filter((value) => value !== usual);
    case 'text':
      return ['/other'];
    case 'secrets':
      return [['another', 'keyboard cat']];
    case 'duration':
      return [60_000];
    case 'date':
      return ['2030-01-01T00:00:00Z'];
    case 'code':
      return ['() => ({ path: "/shop" })'];
    case 'trust-proxy':
      return [true, 1, 'loopback'];
  }
}

/** What express-session and Express were given, as text; a function as what it returns. */
function given(options: object): string {
  let settings: unknown;
  const spy = Object.assign((handed: Parameters<typeof session>[0]) => {
    settings = { ...handed, store: null };
    return session(handed);
  }, session);
  const config = labConfigSchema.parse({ options });
  const app = createLabApp({ config, session: spy, store: new session.MemoryStore() });
  return JSON.stringify([settings, app.settings], (key, value) =>
    typeof value !== 'function' ? value : key === 'cookie' ? { called: value({}) } : String(value),
  );
}

const cases = optionCatalogue.flatMap(({ path, row }) => {
  const values = path === 'name' ? ['id'] : othersOf(row);
  return values.map((value) => ({ path, value }));
});

/** What an option needs beside it to change anything. */
const beside: Readonly<Record<string, object>> = {
  cookieEnd: { cookie: { expires: '2030-01-01T00:00:00Z', maxAge: 60_000 } },
};

describe('an option that differs from its default changes what express-session or Express is given', () => {
  it('has a value to try for every option', () => {
    expect([...new Set(cases.map(({ path }) => path))]).toEqual(optionCatalogue.map(({ path }) => path));
  });

  it.each(cases)('$path: $value', ({ path, value }) => {
    const key = path.startsWith('cookie.') ? path.slice('cookie.'.length) : null;
    const options = (form: string) =>
      key === null ? { ...beside[path], [path]: value } : { cookieForm: form, cookie: { [key]: value } };
    expect(given(options('static'))).not.toBe(given(beside[path] ?? {}));
    if (key !== null) expect(given(options('function'))).not.toBe(given({ cookieForm: 'function' }));
  });
});
