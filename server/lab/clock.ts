import timekeeper from 'timekeeper';

const RealDate = Date;

/** ms that this thread's Date is ahead: as far as its clock was moved, and as far as that is wrong. A thread has one Date. */
let offset = 0;
let skew = 0;

function put(): void {
  if (offset + skew === 0) timekeeper.reset();
  else timekeeper.travel(RealDate.now() + offset + skew);
}

/** Puts this thread's Date, and nothing else, `ms` ahead. Timers stay real, and at 0 the real Date is back. */
export function shiftDate(ms: number): void {
  offset = ms;
  put();
}

/** Puts it another `ms` ahead of where it ought to be, or behind. */
export function skewDate(ms: number): void {
  if (ms === skew) return;
  skew = ms;
  put();
}

/** Stops this thread's Date, and nothing else, at `now` (ms), until `shiftDate`. */
export function freezeDate(now: number): void {
  timekeeper.freeze(new RealDate(now));
}
