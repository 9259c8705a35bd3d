import { messageOf } from '../contract/message-of.ts';
import { mostStoredText, type Notice, type StoredLook } from '../contract/stores/stored-look.ts';
import type { OpenStore } from './open-store.ts';
import { inTime } from './outside.ts';

/** ms: a store that is gone may never answer, and who asks for a lab's answer ends one that does not give it. */
const longestLook = 2000;

/** Asks a store what it keeps of a session, and what time it is there. */
export async function lookInto(open: OpenStore, sid: string, notice: Notice): Promise<StoredLook> {
  const endsBy = open.endsBy ?? 'lab';
  try {
    const [row, store] = await inTime(
      Promise.all([open.stored?.(sid) ?? null, open.clock?.() ?? null]),
      longestLook,
    );
    return {
      row: row && { ...row, text: row.text.slice(0, mostStoredText) },
      clocks: { lab: Date.now(), store },
      endsBy,
      notice,
      error: null,
    };
  } catch (error) {
    return { row: null, clocks: { lab: Date.now(), store: null }, endsBy, notice, error: messageOf(error) };
  }
}
