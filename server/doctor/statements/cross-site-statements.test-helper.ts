import { hasAttribute, isNobody, login, saysHttps, send } from '../proofs/proof.test-helper.ts';
import type { Statement } from './statement.test-helper.ts';

const https = (sameSite: false | 'lax' | 'strict' | 'none') => ({
  trustProxy: 1,
  cookie: { secure: true, sameSite },
});
const embedded = [login(saysHttps), send('/me', { id: 'next', cookies: 'cross-site', ...saysHttps })];
const ownSite = [login(saysHttps), send('/me', { id: 'next', ...saysHttps })];
const set = [login({ cookies: 'cross-site', ...saysHttps })];
const rule = { rule: 'cross-site-kept-back' };

export const crossSiteStatements: readonly Statement[] = [
  ...(['lax', 'strict'] as const).map((sameSite) => ({
    of: rule,
    says: 'A cookie with SameSite=Lax or Strict does not go along with fetches and frames of another site’s page',
    holds: { options: https(sameSite), steps: embedded },
    not: { options: https(sameSite), steps: ownSite },
    sees: isNobody('next'),
  })),
  {
    of: rule,
    says: 'Chromium does the same to a cookie without SameSite',
    holds: { options: https(false), steps: embedded },
    not: { options: https('none'), steps: embedded },
    sees: isNobody('next'),
  },
  {
    of: rule,
    says: 'browsers refuse one that is set there',
    holds: { options: https('lax'), steps: set },
    not: { options: https('none'), steps: set },
    sees: { cookie: 'alice', present: false },
  },
  {
    of: { rule: 'secure-proxy-unsaid' },
    says: 'Without trust proxy a cookie with secure: true is then withheld, without an error',
    holds: { options: { cookie: { secure: true } }, steps: ownSite },
    not: { options: { trustProxy: 1, cookie: { secure: true } }, steps: ownSite },
    sees: isNobody('next'),
  },
  {
    of: { rule: 'secure-proxy-unsaid' },
    says: 'one with auto goes out without Secure',
    holds: { options: { cookie: { secure: 'auto' } }, steps: ownSite },
    not: { options: { trustProxy: 1, cookie: { secure: 'auto' } }, steps: ownSite },
    sees: hasAttribute({ secure: false }),
  },
  {
    of: { rule: 'trust-proxy-number-as-text' },
    says: 'nobody is believed',
    holds: { options: { trustProxy: '1', cookie: { secure: true } }, steps: ownSite },
    not: { options: { trustProxy: 1, cookie: { secure: true } }, steps: ownSite },
    sees: isNobody('next'),
  },
];
