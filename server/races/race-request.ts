import type { Message } from '../browsers/message.ts';
import type { RequestSpec } from '../contract/requests.ts';

/** One of the requests of a race, or of those before it. */
export type RaceRequest = {
  /** Its place among the requests of the race. */
  index: number;
  id: string;
  /** What the IDs of its sessions begin with; a number follows. */
  sessionPrefix: string;
  spec: RequestSpec;
  message: Message;
  /** Path into the race as it was given. */
  at: string;
};

/** `A.load`; null for none. */
export const stepOf = ({ id }: RaceRequest, name: string | null): string | null =>
  name === null ? null : `${id}.${name}`;

/** As it is named in messages: `A (GET /me)`. */
export const named = ({ id, message }: RaceRequest): string =>
  `${id} (${message.method} ${message.url.pathname})`;
