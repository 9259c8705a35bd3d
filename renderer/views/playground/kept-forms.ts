import { useEffect } from 'react';
import { z } from 'zod';
import { requestSpecSchema } from '../../../server/contract/requests.ts';
import { mostPageText } from '../../../server/contract/state.ts';
import { draftSchema, firstDraft } from '../../parts/requests/draft.ts';
import { parseJson, tabStorage, type VisitStorage } from '../../persisted.ts';
import { useApi } from '../../services/api-context.ts';
import type { ChangeHistory } from './options/config-changes.ts';
import { usePlaygroundStore } from './playground-store.ts';

/** What was being typed and put together: it outlasts a reload, and with the lab a restart of the app. */
type Forms = Pick<
  ReturnType<typeof usePlaygroundStore.getState>,
  'draft' | 'sequence' | 'handlerText' | 'settledHistory'
>;

const entry = z.object({
  id: z.number(),
  differences: z.array(z.object({ path: z.array(z.string()), from: z.unknown(), to: z.unknown() })),
});
const history: z.ZodType<ChangeHistory> = z.object({ past: z.array(entry), future: z.array(entry) });
const step = z.union([
  z.object({ send: requestSpecSchema }),
  z.object({ together: z.array(requestSpecSchema) }),
]);
const formsSchema = z.object({
  draft: draftSchema.catch(firstDraft),
  sequence: z.array(z.object({ key: z.number(), step })).catch([]),
  handlerText: z.string().nullable().catch(null),
  settledHistory: history.catch({ past: [], future: [] }),
});

export const formsText = ({ draft, sequence, handlerText, settledHistory }: Forms): string =>
  JSON.stringify({ draft, sequence, handlerText, settledHistory });

/** Null for what is no text of forms; of one that is, the parts that fit. */
export function readForms(text: string | null): Forms | null {
  const read = formsSchema.safeParse(parseJson(text));
  return read.success ? read.data : null;
}

const name = 'forms';
/** ms after the last change until the app is told of it. */
const quiet = 400;

let isTaken = false;

/** Takes the forms as they were left, and keeps them from then on. */
export function useKeptForms(storage: VisitStorage = tabStorage): void {
  const api = useApi();
  useEffect(() => {
    const take = (text: string | null) => {
      const forms = readForms(text);
      // What was typed meanwhile is newer.
      const isUntouched = formsText({ ...untouched(), draft: { ...firstDraft, browser: '' } }) === formsNow();
      if (forms !== null && isUntouched) usePlaygroundStore.setState(forms);
    };
    if (!isTaken) {
      isTaken = true;
      const left = storage.getItem(name);
      if (left !== null) take(left);
      else void api.keptPage.query().then(take, () => {});
    }
    let timer = 0;
    const unsubscribe = usePlaygroundStore.subscribe((state, before) => {
      const text = formsText(state);
      if (text === formsText(before)) return;
      storage.setItem(name, text);
      clearTimeout(timer);
      if (text.length > mostPageText) return;
      timer = window.setTimeout(() => void api.keepPage.mutate({ text }).catch(() => {}), quiet);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [api, storage]);
}

const untouched = (): Forms => usePlaygroundStore.getInitialState();
const formsNow = (): string => {
  const now = usePlaygroundStore.getState();
  return formsText({ ...now, draft: { ...now.draft, browser: '' } });
};
