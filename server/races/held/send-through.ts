import type { Exchange, Response } from './exchange.ts';
import type { HeldLab } from './held-lab.ts';
import type { Patience } from './patience.ts';

/** Lets one request through to its end, each of its steps as it comes. */
export async function sendThrough(
  lab: HeldLab,
  exchange: Exchange,
  cookie: string | null,
  patience: Patience,
): Promise<Response> {
  patience.mind(exchange);
  lab.dispatch(exchange, cookie);
  await patience.quiet(exchange);
  while (!exchange.isOver) {
    patience.mind(exchange);
    exchange.release();
    await patience.quiet(exchange);
  }
  return exchange.response ?? { status: 0, body: '', setCookie: [], location: null };
}
