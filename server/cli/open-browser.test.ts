import { describe, expect, it } from 'vitest';
import { openerFor } from './open-browser.ts';

const url = 'http://127.0.0.1:4000/#token=abc';

describe('opening the default browser', () => {
  it('needs a display on Linux', () => {
    expect(openerFor(url, 'linux', {})).toBeNull();
    expect(openerFor(url, 'linux', { DISPLAY: '' })).toBeNull();
    expect(openerFor(url, 'linux', { DISPLAY: ':0' })).toEqual({ command: 'xdg-open', args: [url] });
    expect(openerFor(url, 'linux', { WAYLAND_DISPLAY: 'wayland-0' })?.command).toBe('xdg-open');
  });

  it('hands the address over as one argument, to no shell', () => {
    for (const platform of ['darwin', 'win32'] as const) {
      expect(openerFor(url, platform, {})?.args.at(-1)).toBe(url);
      expect(openerFor(url, platform, {})?.command).not.toMatch(/cmd|sh/);
    }
  });
});
