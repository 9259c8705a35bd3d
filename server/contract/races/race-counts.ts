import type { Count } from './races.ts';

/** A count with its thousands told apart, exact however large: `369,600`. */
export const countText = (count: Count): string => BigInt(count).toLocaleString('en');

export const isNone = (count: Count): boolean => BigInt(count) === 0n;

/** Exact; a number as long as it can be one. */
export function sumOf(counts: readonly Count[]): Count {
  const sum = counts.reduce<bigint>((total, count) => total + BigInt(count), 0n);
  return sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : sum.toString();
}

/** Part of a whole as a number from 0 to 1, also where both are past what a number holds. */
export const shareOf = (part: Count, whole: Count): number =>
  isNone(whole) ? 0 : Number((BigInt(part) * 1_000_000_000n) / BigInt(whole)) / 1e9;

/** A share as a percentage that never rounds something to nothing, nor less than all to all. */
export function percentText(share: number): string {
  if (share <= 0) return '0%';
  if (share < 0.001) return '<0.1%';
  if (share < 1 && share > 0.999) return '>99.9%';
  const percent = share * 100;
  if (percent < 10 && !Number.isInteger(percent)) return `${percent.toFixed(1)}%`;
  return `${percent < 100 ? Math.min(99, Math.round(percent)) : 100}%`;
}
