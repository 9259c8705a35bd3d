import { describe, expect, it } from 'vitest';
import type { LabConfig } from '../../contract/options/lab-config.ts';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import { ProblemError } from '../../words/problems.ts';
import { applySetting } from './set.ts';

const set = (...settings: string[]): LabConfig =>
  settings.reduce((config, setting) => {
    const applied = applySetting(config, setting);
    if (!applied.ok) throw new ProblemError(applied.problems, `--set ${setting}`);
    return applied.config;
  }, defaultLabConfig());
const optionsAfter = (...settings: string[]) => set(...settings).options;

describe('--set key=value', () => {
  it('takes values as the option takes them', () => {
    const options = optionsAfter(
      'resave=false',
      'cookie.maxAge=60000',
      'cookie.secure=auto',
      'cookie.domain=null',
      'name=true',
      'proxy=true',
      'unset=destroy',
      'genid=counter',
    );
    expect(options).toMatchObject({
      resave: false,
      name: 'true',
      proxy: true,
      unset: 'destroy',
      genid: 'counter',
    });
    expect(options.cookie).toMatchObject({ maxAge: 60_000, secure: 'auto', domain: null, path: '/' });
  });

  it('takes one secret or a list of them, digits too', () => {
    expect(optionsAfter('secret=new').secret).toEqual(['new']);
    expect(optionsAfter('secret=["new","old"]').secret).toEqual(['new', 'old']);
    expect(optionsAfter('secret=123').secret).toEqual(['123']);
    expect(optionsAfter('secret=a=b').secret).toEqual(['a=b']);
  });

  it('takes no secret, numbers that JSON does not have, and the old name of name', () => {
    expect(optionsAfter('secret=').secret).toBeNull();
    expect(optionsAfter('cookie.maxAge=NaN', 'cookie.expires=-Infinity').cookie).toMatchObject({
      maxAge: 'NaN',
      expires: '-Infinity',
    });
    expect(optionsAfter('cookie.maxAge=1e999').cookie.maxAge).toBe('Infinity');
    expect(optionsAfter('cookie.maxAge=false', 'cookie.sameSite=None').cookie).toMatchObject({
      maxAge: false,
      sameSite: 'None',
    });
    expect(optionsAfter('name=a', 'key=app.sid').name).toBe('app.sid');
  });

  it('lets that of two ends count which is set last', () => {
    expect(optionsAfter('cookie.maxAge=1000', 'cookie.expires=2030-01-01').cookieEnd).toBe('expires');
    expect(optionsAfter('cookie.expires=2030-01-01', 'cookie.maxAge=1000').cookieEnd).toBe('maxAge');
  });

  it('knows trust proxy by both of its names', () => {
    expect(optionsAfter('trust proxy=1').trustProxy).toBe(1);
    expect(optionsAfter('trustProxy=loopback').trustProxy).toBe('loopback');
    expect(optionsAfter('trustProxy=true').trustProxy).toBe(true);
  });

  it('reaches what goes around the session, and leaves its options alone', () => {
    const { oneAtATime, ...rest } = defaultLabConfig();
    expect(set('oneAtATime=true')).toEqual({ ...rest, oneAtATime: !oneAtATime });
  });

  it('lets the later setting win', () => {
    expect(optionsAfter('resave=false', 'resave=true').resave).toBe(true);
  });

  it.each([
    ['resaev=true', '--set resaev=true: unknown option "resaev" (did you mean "resave"?)'],
    ['maxAge=1', '--set maxAge=1: unknown option "maxAge" (did you mean "cookie.maxAge"?)'],
    [
      'cookie.maxage=1',
      '--set cookie.maxage=1: unknown option "cookie.maxage" (did you mean "cookie.maxAge"?)',
    ],
    ['oneatatime=1', '--set oneatatime=1: unknown option "oneatatime" (did you mean "oneAtATime"?)'],
    ['oneAtATime=1', '--set oneAtATime=1: oneAtATime: expected boolean, found number'],
    ['banana=1', '--set banana=1: unknown option "banana"'],
    ['resave=yes', '--set resave=yes: resave: expected boolean, found string'],
    ['cookie.maxAge=soon', '--set cookie.maxAge=soon: cookie.maxAge: expected number, found string'],
    ['resave', '--set resave: expected key=value, such as resave=false'],
    ['=1', '--set =1: expected key=value, such as resave=false'],
    ['cookie={"path":"/"}', /expected one of its settings/],
    ['__proto__=1', '--set __proto__=1: unknown option "__proto__"'],
  ])('refuses %s', (setting, message) => {
    expect(() => set(setting)).toThrow(message);
  });
});
