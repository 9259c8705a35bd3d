import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';
import { create } from 'zustand';
import { createTurns } from '../../../server/contract/turns.ts';
import { explainError } from '../connection/explain-error.ts';
import { useWindow } from '../window/window-store.ts';

export type ConsentAnswer = 'no' | 'once' | 'always';

/** Code from a file, about which the user is asked: a handler's, a store's, or a cookie function. */
export type Asked = {
  code: string;
  what: 'handler' | 'store' | 'function';
  answer: (answer: ConsentAnswer) => void;
};

/** The code that somebody is asked about now; null for none. */
export const useConsent = create<{ asked: Asked | null }>(() => ({ asked: null }));

/** What of the app's API is asked here. */
type Allows = {
  allowHandler: { mutate(given: { sha256: string; always?: boolean }): Promise<unknown> };
};

/** One question at a time. */
const inTurn = createTurns();

/** Code that was allowed in this visit: two that wait for the same answer ask once. */
const allowed = new Set<string>();

/**
 * Does what may run code from a file. Where the app refuses it because nobody has allowed that code, the user is asked, and
 * it is done again when they allow it; else it fails as it did, with nothing changed.
 */
export async function withConsent<Answer>(api: Allows, run: () => Promise<Answer>): Promise<Answer> {
  try {
    return await run();
  } catch (error) {
    const refused = refusedCode(error);
    if (refused === null || !(await inTurn(() => isAllowed(api, refused)))) throw error;
    return run();
  }
}

/** Code that the user has just typed in runs without a question. */
export async function allowTyped(api: Allows, code: string): Promise<void> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
  const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  await api.allowHandler.mutate({ sha256 });
  allowed.add(sha256);
}

type RefusedCode = Pick<Asked, 'code' | 'what'> & { sha256: string };

async function isAllowed(api: Allows, { code, what, sha256 }: RefusedCode): Promise<boolean> {
  if (allowed.has(sha256)) return true;
  const answer = await new Promise<ConsentAnswer>((resolve) =>
    useConsent.setState({ asked: { code, what, answer: resolve } }),
  );
  useConsent.setState({ asked: null });
  if (answer === 'no') return false;
  await remember(api, sha256, answer === 'always');
  allowed.add(sha256);
  return true;
}

/** Where it cannot be remembered, it is allowed for this once all the same. */
async function remember(api: Allows, sha256: string, always: boolean): Promise<void> {
  try {
    await api.allowHandler.mutate({ sha256, always });
  } catch (error) {
    if (!always) throw error;
    const { message } = explainError(error);
    const text = `Could not remember that this code may run: ${message}`;
    useWindow.getState().notify({ kind: 'error', text, next: 'It runs this once.' });
    await api.allowHandler.mutate({ sha256 });
  }
}

const withRefusal = z.object({
  problems: z.array(z.object({ code: z.string(), params: z.unknown() })),
});
const refusals: Readonly<Record<string, Asked['what']>> = {
  'handler-not-allowed': 'handler',
  'store-not-allowed': 'store',
  'function-not-allowed': 'function',
};
const refusalParams = z.object({ code: z.string(), sha256: z.string() });

function refusedCode(error: unknown): RefusedCode | null {
  const data: unknown = error instanceof TRPCClientError ? error.data : null;
  const problems = withRefusal.safeParse(data).data?.problems ?? [];
  const found = problems.find(({ code }) => code in refusals);
  const params = refusalParams.safeParse(found?.params).data;
  const what = refusals[found?.code ?? ''];
  return params === undefined || what === undefined ? null : { ...params, what };
}
