import { describe, expect, it } from 'vitest';
import { expressCode } from '../../code/express/express-code.ts';
import { defaultLabConfig, type LabConfig, labConfigSchema } from './lab-config.ts';
import { maskSecrets } from './mask-secrets.ts';

describe('secrets in the exported file', () => {
  const config = labConfigSchema.parse({ options: { secret: ['hunter2', 'keyboard cat', 'hunter1'] } });

  it('are told by their number and place, and never as they are', () => {
    const { text } = expressCode(
      { config: maskSecrets(config), handler: null, isFaulty: false, clock: 0 },
      'ts',
    );
    expect(text).not.toContain('hunter');
    expect(text).toContain(
      "secret: [process.env['SESSION_SECRET'] ?? 'secret 1 of your own', 'keyboard cat', 'secret 3 of your own'],",
    );
  });

  it('leave everything else as it is', () => {
    expect(maskSecrets(defaultLabConfig())).toEqual(defaultLabConfig());
    expect({ ...maskSecrets(config), options: {} }).toEqual({ ...config, options: {} });
  });

  it('include those that the store’s row names, and no other setting of it', () => {
    const store = { kind: 'vault', host: 'db.example', password: 'hunter2' };
    const given: LabConfig = JSON.parse(JSON.stringify({ ...config, store }));
    const masked = maskSecrets(given, { vault: { secrets: ['password', 'token'] } });
    expect(masked.store).toEqual({ kind: 'vault', host: 'db.example', password: 'password of your own' });
    expect(JSON.stringify(masked)).not.toContain('hunter');
    expect(given.store).toEqual(store);
  });
});
