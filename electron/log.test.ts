import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createLog, diagnostics, logErrors, withoutSecrets } from './log.ts';

const folder = mkdtempSync(join(tmpdir(), 'log-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the log', () => {
  it('has no token, cookie or password in it', () => {
    const said = [
      'at http://127.0.0.1:1/#token=abcDEF123 was',
      'Authorization: Bearer abcDEF123',
      'cookie connect.sid=s%3AabcDEF123.sig/abcDEF123+x',
      'cookie connect.sid=s:abcDEF123.sig',
      'redis://me:abcDEF123@host:6379',
      '{"secret":"abcDEF123","password": \'abcDEF123\'}',
      'access_token=abcDEF123 and accessToken: abcDEF123',
      'REDIS_PASSWORD=abcDEF123',
      "{ secret: [ 'abcDEF123', 'abcDEF123' ] }",
      'Authorization: Basic abcDEF123',
      'Cookie: theme=dark; session=abcDEF123',
      "'set-cookie': connect.sid=abcDEF123; Path=/",
      'postgres://me:p/abcDEF123@host/db',
    ];
    for (const line of said) expect(withoutSecrets(line)).not.toContain('abcDEF123');
    expect(withoutSecrets('The lab was stopped.')).toBe('The lab was stopped.');
  });

  it('stays small: what is older is kept in one file beside it', () => {
    const log = createLog(join(folder, 'small/app.log'), () => new Date(0));
    for (let i = 0; i < 300; i += 1) log.write('x'.repeat(10_000));
    for (const path of [log.path, `${log.path}.old`]) expect(statSync(path).size).toBeLessThan(600 * 1024);
    expect(readFileSync(log.path, 'utf8')).toMatch(/^1970-01-01T00:00:00\.000Z x+\n/);
  });

  it('makes no folder again that was taken away', () => {
    const profile = mkdtempSync(join(folder, 'profile-'));
    const log = createLog(join(profile, 'logs/app.log'));
    log.write('first');
    expect(log.lastLines()).toContain('first');
    rmSync(profile, { recursive: true });
    log.write('last');
    expect(existsSync(profile)).toBe(false);
  });

  it('takes what is said as an error, and fails nothing where it cannot be written', () => {
    const to = { error: vi.fn(), warn: vi.fn() };
    const { error } = to;
    const log = createLog(join(folder, 'app.log'));
    logErrors(log, to);
    to.error('it broke', new Error('no memory'));
    expect(error).toHaveBeenCalledOnce();
    expect(log.lastLines()).toMatch(/it broke Error: no memory/);
    const nowhere = createLog(join(folder, 'app.log', 'below-a-file'));
    nowhere.write('lost');
    expect(nowhere.lastLines()).toBe('');
  });

  it('ends what one sends to who helps', () => {
    const log = createLog(join(folder, 'sent.log'));
    log.write('the last thing');
    const text = diagnostics({ electron: '45.5.0', node: undefined }, log);
    expect(text).toMatch(/^electron 45\.5\.0\nnode unknown\n/);
    expect(text).toMatch(/the last thing$/);
  });
});
