const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** How far the clock is ahead, for the top bar: `+0:00`, `+1:05:00`, `+2 d 3:00:00`. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = String(Math.floor(seconds / 60) % 60);
  const rest = String(seconds % 60).padStart(2, '0');
  const time = hours > 0 || days > 0 ? `${hours}:${minutes.padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
  return days > 0 ? `+${days} d ${time}` : `+${time}`;
}

/** What is typed as an amount of time (`90s`, `1h 30m`, `2 d`), in ms; null when it is none. A bare number is minutes. */
export function parseDuration(text: string): number | null {
  const compact = text.toLowerCase().replaceAll(/\s+/g, '');
  if (/^\d+$/.test(compact)) return Number(compact) * 60_000;
  if (!/^(\d+(\.\d+)?[dhms])+$/.test(compact)) return null;
  const parts = [...compact.matchAll(/(\d+(?:\.\d+)?)([dhms])/g)];
  const total = parts.reduce((sum, [, amount, unit]) => {
    const size = units.find(([name]) => name === unit)?.[1] ?? 0;
    return sum + Number(amount) * size;
  }, 0);
  return Math.round(total);
}

/** An amount of time in ms, as it is typed where ms are meant: `60000`, or with units `60s`, `1h`; null when it is none. */
export const parseMilliseconds = (text: string): number | null =>
  /^\d+$/.test(text.trim()) ? Number(text.trim()) : parseDuration(text);
