import { below, type Result } from '../contract/errors.ts';
import type { Explanation } from '../contract/explain.ts';
import type { SessionOptions } from '../contract/options/options.ts';

type Pasted = { text: string; secret?: string | undefined; address?: string | undefined };

/** What is said of it on the page. Loaded only when asked for, so that the app starts without it. */
export async function explainPasted({
  text,
  secret = '',
  address = '',
}: Pasted): Promise<Result<{ explanation: Explanation; options: SessionOptions | null }>> {
  const { explain, readAddress } = await import('../explain/explain.ts');
  const read = address.trim() === '' ? { ok: true as const, url: null } : readAddress(address.trim());
  if (!read.ok) return { ok: false, problems: below('address', read.problems) };
  const secrets = secret === '' ? [] : [secret];
  return explain(text, { secrets, url: read.url, now: Date.now(), file: null });
}
