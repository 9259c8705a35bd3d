import type { SessionData } from 'express-session';
import { type Result, refuse } from '../contract/errors.ts';
import type { LabEvent } from '../contract/events/events.ts';
import { fromStoredKey } from '../contract/events/stored-key.ts';
import { messageOf } from '../contract/message-of.ts';
import { readSessionData, type SessionEdit } from '../contract/stores/session-edit.ts';
import { asHandedOver } from '../stores/calls.ts';
import type { StoreUses } from './instances.ts';

export type SessionEditor = {
  /**
   * Puts other data into a stored session, past every request. What is stored is looked at without the store, so that
   * only the write is told.
   */
  edit(uses: StoreUses, edit: SessionEdit): Promise<Result>;
  /** An event of a lab, which says so where it tells of an edit: that was made of what was stored. */
  marked(event: LabEvent): LabEvent;
};

export function createSessionEditor(): SessionEditor {
  let isCalling = false;
  const calls = new Set<number>();

  const marked = (event: LabEvent): LabEvent => {
    if (event.type === 'store-called' && isCalling) {
      calls.add(event.call);
      return { ...event, base: event.beforeVersion, byHand: true };
    }
    if (event.type === 'store-answered' && calls.delete(event.call)) return { ...event, byHand: true };
    return event;
  };

  const edit = async (uses: StoreUses, { key, was, now }: SessionEdit): Promise<Result> => {
    const read = readSessionData(now);
    if (!read.ok) return read;
    const { sid, place } = fromStoredKey(key);
    const opened = uses.get(place)?.labStore;
    const text = (await opened?.snapshot())?.[sid];
    if (opened === undefined || text === undefined) return refuse('no-such-session', 'session', {});
    const { cookie, ...data }: SessionData & Record<string, unknown> = JSON.parse(text);
    const before = readSessionData(was);
    if (!before.ok || JSON.stringify(data) !== JSON.stringify(before.data))
      return refuse('session-changed', 'session', {});
    return new Promise((resolve) => {
      // A store is called, and its call told, within this turn.
      isCalling = true;
      try {
        opened.store.set(sid, asHandedOver({ cookie, ...read.data }), (error: unknown) =>
          resolve(error ? refuse('library-said', 'session', { message: messageOf(error) }) : { ok: true }),
        );
      } catch (error) {
        resolve(refuse('library-said', 'session', { message: messageOf(error) }));
      } finally {
        isCalling = false;
      }
    });
  };
  return { edit, marked };
}
