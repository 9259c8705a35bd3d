import type { ClientRequest } from 'node:http';
import type { Faults } from '../contract/faults/faults.ts';

/** What goes wrong with a request at its browser. */
export type SendingFaults = {
  /** ms after which the browser closes the connection; null where it waits. */
  giveUpAfter: number | null;
  /** Sends the body and ends the request. Returns what stops it. */
  sendBody(connection: ClientRequest, body: string | null): () => void;
};

export const sendingFaults = ({ givesUpAfter, bodyTakes }: Faults['sender']): SendingFaults => ({
  giveUpAfter: givesUpAfter === 0 ? null : givesUpAfter,
  sendBody: (connection, body) => {
    if (body === null || bodyTakes === 0) {
      connection.end(body ?? undefined);
      return () => {};
    }
    return trickle(connection, Buffer.from(body), bodyTakes);
  },
});

/** Pieces that a slow body comes in at most. */
const mostPieces = 10;

/** The headers at once, then the body piece by piece; the last one after `ms`. */
function trickle(connection: ClientRequest, body: Buffer, ms: number): () => void {
  const size = Math.max(1, Math.ceil(body.length / mostPieces));
  const pieces = Math.max(1, Math.ceil(body.length / size));
  let sent = 0;
  connection.flushHeaders();
  const timer = setInterval(
    () => {
      const piece = body.subarray(sent, sent + size);
      sent += size;
      if (sent < body.length) return void connection.write(piece);
      clearInterval(timer);
      connection.end(piece);
    },
    Math.ceil(ms / pieces),
  );
  return () => clearInterval(timer);
}
