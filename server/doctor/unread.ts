import type { OptionControl } from '../contract/options/option-row.ts';
import { optionCatalogue } from '../contract/options/options.ts';
import type { Subject } from './rule.ts';

const hour = 60 * 60 * 1000;

/** What an option can be that is asked for in this way; none where nothing is judged by its absence. */
function valuesOf(control: OptionControl): readonly unknown[] {
  switch (control.type) {
    case 'switch':
      return [true, false];
    case 'choice':
      return control.choices.map(({ value }) => value);
    case 'duration':
      return [null, 8 * hour];
    case 'date':
      return [null, '9999-01-01T00:00:00.000Z'];
    case 'trust-proxy':
      return [false, 1, 'loopback'];
    case 'text':
    case 'secrets':
    case 'code':
      return [];
  }
}

export type Reading = { option: string; value: unknown; subject: Subject };

/** What a subject may be in truth: each option that cannot be read, at each of its values, the others as they are. */
export function readingsOf(subject: Subject): Reading[] {
  const { unread = [] } = subject;
  const isUnread = (path: string): boolean =>
    unread.some((one) => path === one || path.startsWith(`${one}.`));
  return optionCatalogue
    .filter(({ path }) => isUnread(path))
    .flatMap(({ path, row }) =>
      valuesOf(row.control).map((value) => ({
        option: path,
        value,
        subject: withOption(subject, path, value),
      })),
    );
}

function withOption({ unread: _, ...subject }: Subject, path: string, value: unknown): Subject {
  const { options } = subject;
  const key = path.replace(/^cookie\./, '');
  return {
    ...subject,
    options:
      key === path
        ? { ...options, [key]: value }
        : { ...options, cookie: { ...options.cookie, [key]: value } },
  };
}
