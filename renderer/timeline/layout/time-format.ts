/** In ms, grouped by thousands. Each formatter is made when it is first needed: that takes as long as a frame. */
function ms(at: number, digits: number): string {
  formatters[digits] ??= new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${formatters[digits].format(at / 1000)} ms`;
}
const formatters: Intl.NumberFormat[] = [];

/** A time on the lab's own scale, exact to the µs: `+12.345 ms`, `+12.345678 s`, `+3:07.123456`. */
export function exactTime(at: number): string {
  if (at < 10_000_000) return `+${ms(at, 3)}`;
  const seconds = Math.floor(at / 1_000_000);
  const rest = String(Math.floor(at % 1_000_000)).padStart(6, '0');
  if (seconds < 60) return `+${seconds}.${rest} s`;
  return `+${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.${rest}`;
}

/** How long something took: `38 µs`, `1.24 ms`, `2.5 s`. */
export function duration(us: number): string {
  if (us < 1000) return `${Math.round(us)} µs`;
  if (us < 1_000_000) return `${Number((us / 1000).toPrecision(3))} ms`;
  return `${Number((us / 1_000_000).toPrecision(3))} s`;
}

/** A tick's label, with as many digits as neighbours `step` µs apart need. */
export function tickTime(at: number, step: number): string {
  if (at >= 60_000_000) {
    const digits = step >= 1_000_000 ? 0 : Math.min(6, Math.ceil(-Math.log10(step / 1_000_000)));
    const seconds = ((at % 60_000_000) / 1_000_000).toFixed(digits);
    return `${Math.floor(at / 60_000_000)}:${seconds.padStart(digits === 0 ? 2 : digits + 3, '0')}`;
  }
  if (step >= 1_000_000) return `${Math.round(at / 1_000_000)} s`;
  if (at >= 10_000_000)
    return `${(at / 1_000_000).toFixed(Math.min(6, Math.ceil(-Math.log10(step / 1_000_000))))} s`;
  return ms(at, step >= 1000 ? 0 : Math.min(3, Math.ceil(-Math.log10(step / 1000))));
}
