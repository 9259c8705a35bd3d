import type { Target } from './target.ts';

/** Whether two targets are the same thing in the log. */
export function isSameTarget(one: Target | null, other: Target | null): boolean {
  if (one === null || other === null) return one === other;
  return one.type === other.type && thingOf(one) === thingOf(other);
}

function thingOf(target: Target): object {
  switch (target.type) {
    case 'lane':
      return target.lane;
    case 'segment':
      return target.segment;
    case 'mark':
      return target.mark;
    case 'session':
      return target.history;
    case 'version':
      return target.entry;
  }
}
