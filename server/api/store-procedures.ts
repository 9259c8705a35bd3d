import { z } from 'zod';
import { type StoreKind, storeKinds } from '../contract/stores/store-kinds.ts';
import { type Installed, installPackages } from '../stores/install-packages.ts';
import { missingPackages } from '../stores/project-packages.ts';
import { newsOf } from './news.ts';
import { asTrpcError, t } from './trpc.ts';

const never = new AbortController().signal;
const kindInput = z.strictObject({
  kind: z.custom<StoreKind>((kind) => typeof kind === 'string' && Object.hasOwn(storeKinds, kind), {
    error: 'expected a kind of store',
  }),
});

/** The packages that stores are opened with. */
export const storeRouter = t.router({
  /** Those of a kind that are neither in the project nor installed apart from it. */
  missing: t.procedure.input(kindInput).query(({ input: { kind } }) => ({ missing: missingPackages(kind) })),
  /** Streams how far it is; given up when the client goes away. To be called over a streaming link. */
  install: t.procedure.input(kindInput).mutation(async function* ({ input: { kind }, signal }) {
    const news = newsOf<{ fetched: number }, Installed>(
      (listening) => installPackages(kind, listening),
      signal ?? never,
    );
    try {
      for await (const one of news) {
        if (one.type === 'progress') yield one;
        else yield { type: 'done' as const };
      }
    } catch (error) {
      throw asTrpcError(error);
    }
  }),
});
