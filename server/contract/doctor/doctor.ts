import type { LabConfig } from '../options/lab-config.ts';
import type { CookieOptions, SessionOptions } from '../options/options.ts';
import { type StoreKind, storeOfKind } from '../stores/store-kinds.ts';

/** From the gravest. hazard: sessions fail or can be taken over. warning: it goes wrong in time. note: know what you chose. */
export const severities = ['hazard', 'warning', 'note'] as const;
export type Severity = (typeof severities)[number];

/** Options to change, in the shape that `configure` and files take. */
export type OptionsPatch = Partial<Omit<SessionOptions, 'cookie' | 'secret'>> & {
  cookie?: Partial<CookieOptions>;
};

export type Fix = {
  words: string;
  options: OptionsPatch;
  /** Another store to take, one for all instances of the app. */
  store?: StoreKind;
  /** A new random secret: in front of those there are, or in place of them all. */
  secret?: 'add' | 'replace';
};

/** What caused a finding, as it is written in code; secrets are masked. */
export type Causes = Record<string, string | number | boolean | null>;

export type Finding = {
  rule: string;
  severity: Severity;
  /** The option it is about, by its path in the catalogue. */
  option: string;
  title: string;
  causes: Causes;
  why: string;
  /** `code`: the fix as it is written in an app. */
  fix: Fix & { code: string };
  /** The lesson that proves it by running it. */
  lesson: string;
  link: string;
};

/** What is not said of the app, and what would be found if it were. */
export type Question = {
  /** By its name in the context, or by its path in the catalogue. */
  about: string;
  answer: string;
  consequences: Array<Pick<Finding, 'rule' | 'severity' | 'title'>>;
};

/** `text`: the findings for a code review, in Markdown. */
export type DoctorReport = { findings: Finding[]; text: string };

/** The configuration with a fix applied. */
export function applyFix(config: LabConfig, fix: Fix, newSecret: () => string): LabConfig {
  const { options } = config;
  const { cookie = {}, ...others } = fix.options;
  const secret = {
    add: () => [newSecret(), ...(options.secret ?? [])],
    replace: () => [newSecret()],
    keep: () => options.secret,
  }[fix.secret ?? 'keep']();
  return {
    ...config,
    options: {
      ...options,
      ...others,
      secret,
      // expires may be what a finding calls maxAge: a number there is one.
      cookie: { ...options.cookie, ...('maxAge' in cookie && { expires: null }), ...cookie },
    },
    ...(fix.store === undefined ? {} : { store: storeOfKind(fix.store), sharedStore: true }),
  };
}
