import type { Causes, Fix, Severity } from '../contract/doctor/doctor.ts';
import type { DoctorContext } from '../contract/doctor/doctor-context.ts';
import type { JudgedOptions } from './judged-options.ts';

/** What is to be said of an option as it stands in a file; what it comes to is judged like any other. */
export type Given = {
  kind: 'ignored' | 'refused' | 'no boolean' | 'no secret' | 'unread store';
  /** By its path in the file. */
  option: string;
  words: string;
};

/** What is examined. `now` in ms since 1970; `given`: what is to be said of how the options are given. */
export type Subject = {
  options: JudgedOptions;
  context: DoctorContext;
  now: number;
  given?: readonly Given[];
  /** Options, by path, whose values cannot be read where they stand: no finding may be held against them. */
  unread?: readonly string[];
};

export type DoctorRule = {
  severity: Severity;
  /** The option it is about, by its path in the catalogue, or `store`. */
  option: string;
  /** The finding in one sentence. */
  title: string;
  /** When it is found, in words; the docs show it. */
  when: string;
  /** What comes of it. */
  why: string;
  /** What caused it; null where the option set is sound. */
  causes: (subject: Subject) => Causes | null;
  fix: Pick<Fix, 'words' | 'store' | 'secret'> & { options: (subject: Subject) => Fix['options'] };
  /** The lesson that proves it by running it. */
  lesson: string;
  link: string;
  /** Of a rule of several options: what it says of those that caused it. */
  saidOf?: (subject: Subject) => { option: string; words: string; link: string };
};

/** A table of rules by id. */
export type RuleTable = Readonly<Record<string, DoctorRule>>;

export const noOptions = (): Fix['options'] => ({});
