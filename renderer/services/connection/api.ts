import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
  TRPCClientError,
} from '@trpc/client';
import { EventSource } from 'eventsource';
import type { AppRouter } from '../../../server/api/router.ts';
import { mostInBatch } from '../../../server/contract/state.ts';

/** Nothing else is to wait for these, and each can be broken off alone. */
const lastingLong: readonly string[] = [
  'race.explore',
  'compare.run',
  'runScenario',
  'storePackages.install',
];

export type Api = TRPCClient<AppRouter>;

/**
 * The control plane's procedures, called with the token as a bearer header: a page can set no header on its own
 * EventSource. `origin` is for who is not a page of that plane.
 */
export function createApi(token: string, origin = ''): Api {
  const url = `${origin}/api`;
  const authorization = `Bearer ${token}`;
  const batched = { url, headers: { authorization }, maxItems: mostInBatch };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: {
            fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, authorization } }),
          },
        }),
        false: splitLink({
          condition: ({ path }) => lastingLong.includes(path),
          true: httpBatchStreamLink(batched),
          false: httpBatchLink(batched),
        }),
      }),
    ],
  });
}

/** The HTTP status an error came with, null when there was no answer at all. */
export function statusOf(error: unknown): number | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  if (
    typeof data === 'object' &&
    data !== null &&
    'httpStatus' in data &&
    typeof data.httpStatus === 'number'
  )
    return data.httpStatus;
  const response: unknown = error.meta?.['response'];
  return response instanceof Response ? response.status : null;
}
