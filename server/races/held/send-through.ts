import type { Exchange, Response } from './exchange.ts';
import type { HeldLab } from './held-lab.ts';
import type { StepDeadline } from './step-deadline.ts';

/** Lets one request through to its end, each of its steps as it comes. */
export async function sendThrough(
  lab: HeldLab,
  exchange: Exchange,
  cookie: string | null,
  stepDeadline: StepDeadline,
): Promise<Response> {
  stepDeadline.mind(exchange);
  lab.dispatch(exchange, cookie);
  await stepDeadline.quiet(exchange);
  while (!exchange.isOver) {
    stepDeadline.mind(exchange);
    exchange.release();
    await stepDeadline.quiet(exchange);
  }
  return exchange.response ?? { status: 0, body: '', setCookie: [], location: null };
}
