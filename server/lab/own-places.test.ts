import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { withoutOwnPlaces } from './own-places.ts';

it('shows no folder of whoever runs it', () => {
  const own = join(import.meta.dirname, 'lab.ts');
  expect(withoutOwnPlaces(`at f (${pathToFileURL(own).href}:3:5)\nat g (${own}:4:1)`)).toBe(
    'at f (session-playground/server/lab/lab.ts:3:5)\nat g (session-playground/server/lab/lab.ts:4:1)',
  );
  expect(withoutOwnPlaces(join(homedir(), 'shop', 'app.js'))).toBe(join('~', 'shop', 'app.js'));
});

it('names a folder in a folder by the inner one', () => {
  const places = [
    ['/home/ada/shop/node_modules/session-playground', 'session-playground'],
    ['/home/ada/shop', '.'],
    ['/home/ada', '~'],
    ['/', '.'],
  ] as const;
  const text =
    '/home/ada/shop/node_modules/session-playground/out/x.js /home/ada/shop/app.js /home/ada/.npmrc /etc/hosts /home/adam/x';
  expect(withoutOwnPlaces(text, places)).toBe(
    'session-playground/out/x.js ./app.js ~/.npmrc /etc/hosts /home/adam/x',
  );
});

it('leaves other words as they are', () => {
  const text = 'GET /home and C:\\ and file:///x';
  expect(withoutOwnPlaces(text, [['C:\\', '.']])).toBe(text);
});
