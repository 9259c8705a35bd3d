import timekeeper from 'timekeeper';

const RealDate = Date;

/** Puts this thread's Date, and nothing else, `offset` ms ahead. Timers stay real, and at 0 the real Date is back. */
export function shiftDate(offset: number): void {
  if (offset === 0) timekeeper.reset();
  else timekeeper.travel(RealDate.now() + offset);
}

/** Stops this thread's Date, and nothing else, at `now` (ms), until `shiftDate`. */
export function freezeDate(now: number): void {
  timekeeper.freeze(new RealDate(now));
}
