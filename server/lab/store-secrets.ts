import { type Result, refuse } from '../contract/errors.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import { maskOf, maskStore, secretSettings } from '../contract/options/mask-secrets.ts';
import { type StoreSecrets, storeKinds } from '../contract/stores/store-kinds.ts';
import { isJsonObject } from '../contract/stores/store-text.ts';
import { recordOf, type Told } from '../log/event-record.ts';

type Store = LabConfig['store'];

/** Texts shorter than this are not looked for in others: they are in too many, and no secrets. */
const shortestSought = 4;
/** What things are called by: in its place another text would be another thing. */
const identifiers: ReadonlySet<string> = new Set(
  ['type', 'kind', 'id', 'request', 'redirectOf', 'group', 'browser', 'name', 'sid', 'label'].concat([
    'method',
    'operation',
    'origin',
    'phase',
    'mode',
    'stream',
    'reason',
    'place',
    'at',
    'code',
  ]),
);

/** Keeps what is secret in the settings of stores from being told. `kinds` says what is. */
export type SecretHider = {
  /** From here on these secrets are hidden, also when the store has been exchanged: old errors may still come. */
  learn(config: LabConfig): void;
  mask(config: LabConfig): LabConfig;
  /** The value, with masks in every store in it, and wherever its texts quote a secret. */
  hide<Value>(value: Value): Value;
  /** The same for events: those whose text quotes nothing are passed on unread. */
  hideInTold(told: readonly Told[]): readonly Told[];
  /**
   * The configuration with real values in the place of masks, from one of `known`: only where every other setting of the
   * store is the same, or whoever is shown the mask could send the password to a host of their own.
   */
  unmask(config: LabConfig, known: readonly LabConfig[]): Result<{ config: LabConfig }>;
};

export function createSecretHider(kinds: StoreSecrets = storeKinds): SecretHider {
  const sought = new Map<string, string>();
  /** What a JSON text has in it wherever something is to be hidden in its value. */
  const signs = new Set(
    Object.keys(kinds).flatMap((kind) =>
      kinds[kind]?.secrets.length ? [`"kind":${JSON.stringify(kind)}`] : [],
    ),
  );
  let hasSecrets = false;
  const hideIn = (text: string): string => {
    let hidden = text;
    for (const [secret, mask] of sought) hidden = hidden.replaceAll(secret, mask);
    return hidden;
  };

  const isStore = (value: unknown): value is Store =>
    typeof value === 'object' && value !== null && Object.hasOwn(kinds, String(Reflect.get(value, 'kind')));

  const hide = <Value>(value: Value): Value => {
    if (!hasSecrets || value === undefined) return value;
    return JSON.parse(JSON.stringify(value), (key, each: unknown) => {
      if (typeof each === 'string') return isIdentifier(key, each) ? each : hideIn(each);
      return isStore(each) ? maskStore(each, kinds) : each;
    });
  };

  return {
    learn: ({ store }) => {
      for (const setting of secretSettings(store, kinds)) {
        hasSecrets = true;
        const value = String(Reflect.get(store, setting));
        const written = (text: string) => [
          text,
          JSON.stringify(text).slice(1, -1),
          encodeURIComponent(text.toWellFormed()),
        ];
        for (const text of [value, ...secretsIn(value)].flatMap(written)) {
          if (text.length < shortestSought) continue;
          sought.set(text, maskOf(setting));
          // Half a character at an end is written in another way where its other half follows.
          signs.add(text.isWellFormed() ? JSON.stringify(text).slice(1, -1) : '');
        }
      }
    },
    mask: (config) => ({ ...config, store: maskStore(config.store, kinds) }),
    hide,
    hideInTold: (told) =>
      hasSecrets
        ? told.map((each) => {
            const record = recordOf(each);
            const text = record.text();
            return [...signs].some((sign) => text.includes(sign)) ? hide(record.event()) : record;
          })
        : told,
    unmask: (config, known) => {
      const { store } = config;
      const masked = secretSettings(store, kinds).filter(
        (setting) => Reflect.get(store, setting) === maskOf(setting),
      );
      const [first] = masked;
      if (first === undefined) return { ok: true, config };
      const before = known.find((one) => isSameBeside(masked, one.store, store));
      if (before === undefined) return refuse('mask-of-secret', `store.${first}`, {});
      return { ok: true, config: { ...config, store: before.store } };
    },
  };
}

/** A reason may also be a sentence, in which somebody else's words are. */
const isIdentifier = (key: string, text: string): boolean =>
  identifiers.has(key) && !(key === 'reason' && text.includes(' '));

const secretKey = /pass|secret|token|key|auth|credential|ur[il]|connection/i;

/** Of settings that are the JSON of an object, the texts that are called as secrets are. */
function secretsIn(value: string): string[] {
  const found: string[] = [];
  if (!isJsonObject(value)) return found;
  JSON.parse(value, (key, each: unknown) => {
    if (typeof each === 'string' && secretKey.test(key)) found.push(each);
    return each;
  });
  return found;
}

/** Whether two stores have the same settings, and the same values beside those of `masked`. */
function isSameBeside(masked: readonly string[], before: Store, after: Store): boolean {
  const compared = (store: Store) =>
    Object.entries(store)
      .map(([setting, value]) => [setting, masked.includes(setting) ? null : value])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return JSON.stringify(compared(before)) === JSON.stringify(compared(after));
}
