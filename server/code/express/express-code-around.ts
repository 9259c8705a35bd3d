import { type BalancerKind, stickyCookie } from '../../contract/options/balancers.ts';
import type { LabConfig } from '../../contract/options/lab-config.ts';
import type { LabSettingKey } from '../../contract/options/lab-setting-rows.ts';
import { annotation, type Language, literal } from './express-code-words.ts';

/** How each setting of a lab is written, before the session middleware. A setting without a row does not compile. */
const written: {
  [Key in LabSettingKey]: (value: LabConfig[Key], config: LabConfig, language: Language) => string[];
} = {
  oneAtATime: (isOn, { options }, language) => (isOn ? [oneAtATimeCode(options.name, language)] : []),
  instances: (count, config) => (count === 1 ? [] : [instancesCode(config)]),
  // They change nothing but for instances, which say it.
  sharedStore: () => [],
  balancer: () => [],
  anyHost: (isOn) =>
    isOn ? ['// Whatever host name a request says, it is answered; without anyHost the lab would not.'] : [],
};

const writtenOf = <Key extends LabSettingKey>(key: Key, config: LabConfig, language: Language): string[] =>
  written[key](config[key], config, language);

/** What stands around the session, a part each. */
export const aroundCode = (config: LabConfig, language: Language): string[] =>
  (Object.keys(written) as LabSettingKey[]).flatMap((key) => writtenOf(key, config, language));

/** One file is one process: what the lab does with several is said, not done. */
const instancesCode = ({ instances, sharedStore, balancer }: LabConfig): string =>
  `// In the lab ${instances} of this app ${balanced[balancer]} behind one address, ${
    sharedStore
      ? 'with one store together.'
      : 'each with a store of its own: a session\n// is known to the one that made it only. Give them one store together, in a database.'
  }`;

/** What several instances do, by who chooses among them. */
export const balanced: Readonly<Record<BalancerKind, string>> = {
  'round robin': 'take turns',
  sticky: `each keep the browsers that they answered first (by the balancer’s cookie ${stickyCookie})`,
  'least busy': 'are asked where the fewest requests are under way',
  random: 'are asked by chance',
};

/** The middleware of one-at-a-time.ts, written out. */
function oneAtATimeCode(name: string, language: Language): string {
  const types = language === 'ts' ? '<string, Promise<void>>' : '';
  return `// Requests with the same session cookie wait for the one before. In this process only.
const last = new Map${types}();
app.use((req, res, next) => {
  const cookies = req.headers.cookie?.split(';').map((pair) => pair.trim());
  const cookie = cookies?.find((pair) => pair.startsWith(${literal(`${name}=`)}));
  if (!cookie) return next();
  const before = last.get(cookie);
  const answered = new Promise((resolve) => res.once('finish', resolve).once('close', resolve));
  const over${annotation(language, 'Promise<void>')} = Promise.all([before, answered]).then(() => {
    if (last.get(cookie) === over) last.delete(cookie);
  });
  last.set(cookie, over);
  if (!before) return next();
  before.then(() => res.closed || next());
});`;
}
