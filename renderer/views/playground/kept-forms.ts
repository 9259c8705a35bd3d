import { useEffect } from 'react';
import { z } from 'zod';
import { maskStoreSetting } from '../../../server/contract/options/mask-secrets.ts';
import { requestSpecSchema } from '../../../server/contract/requests.ts';
import { mostPageText } from '../../../server/contract/state.ts';
import { draftSchema, firstDraft } from '../../parts/requests/draft.ts';
import { parseJson, tabStorage, type VisitStorage } from '../../persisted.ts';
import type { Api } from '../../services/connection/api.ts';
import { useApi } from '../../services/connection/api-context.ts';
import { useWindow } from '../../services/window/window-store.ts';
import type { Change, ChangeHistory, Entry } from './options/config-changes.ts';
import { unanswered } from './options/options-slice.ts';
import { useSendAgain } from './options/use-options.ts';
import { usePlaygroundStore } from './playground-store.ts';

/**
 * What was being typed and put together: it outlasts a reload, and with the lab a restart of the app. `changes`: those of
 * the options that the lab has not answered, which are of this tab alone.
 */
type Forms = Pick<
  ReturnType<typeof usePlaygroundStore.getState>,
  'draft' | 'sequence' | 'handlerText' | 'settledHistory' | 'changes'
>;

/** JSON has no `undefined`, the value that is not there. */
const difference = z
  .object({ path: z.array(z.string()), from: z.unknown().optional(), to: z.unknown().optional() })
  .transform(({ path, from, to }) => ({ path, from, to }));
const entry = z.object({ id: z.number(), differences: z.array(difference) });
const history: z.ZodType<ChangeHistory> = z.object({ past: z.array(entry), future: z.array(entry) });
const change: z.ZodType<Change> = z.object({
  id: z.number(),
  kind: z.enum(['make', 'undo', 'redo']),
  entry,
  takenAt: z.null(),
});
const step = z.union([
  z.object({ send: requestSpecSchema }),
  z.object({ together: z.array(requestSpecSchema) }),
]);
const noHistory: ChangeHistory = { past: [], future: [] };
const formsSchema = z.object({
  draft: draftSchema.catch(firstDraft),
  sequence: z.array(z.object({ key: z.number(), step })).catch([]),
  handlerText: z.string().nullable().catch(null),
  settledHistory: history.catch(noHistory),
  changes: z.array(change).catch([]),
});

/** No secret of a store is kept: what brings it back later has to be told it anew, as the lab then says. */
const withoutSecrets = ({ id, differences }: Entry): Entry => ({
  id,
  differences: differences.map(({ path, from, to }) => ({
    path,
    from: maskStoreSetting(path, from),
    to: maskStoreSetting(path, to),
  })),
});

export function formsText({ draft, sequence, handlerText, ...pending }: Forms): string {
  const { changes, settledHistory } = unanswered(pending);
  return JSON.stringify({
    draft,
    sequence,
    handlerText,
    settledHistory: {
      past: settledHistory.past.map(withoutSecrets),
      future: settledHistory.future.map(withoutSecrets),
    },
    changes: changes.map((one) => ({ ...one, entry: withoutSecrets(one.entry) })),
  });
}

/** Null for what is no text of forms; of one that is, the parts that fit. */
export function readForms(text: string | null): Forms | null {
  const read = formsSchema.safeParse(parseJson(text));
  return read.success ? read.data : null;
}

/** What is left out of what the app keeps, one after the other, until the rest is short enough. */
const leftOut: ReadonlyArray<{ name: string; without: (forms: Forms) => Partial<Forms> }> = [
  { name: 'the sequence', without: () => ({ sequence: [] }) },
  {
    name: "the request's body and headers",
    without: ({ draft }) => ({ draft: { ...draft, form: '', json: '', headers: '', edited: '' } }),
  },
  { name: 'what can be undone of the options', without: () => ({ settledHistory: noHistory }) },
  { name: 'the text of the handler', without: () => ({ handlerText: null }) },
  { name: 'the request', without: () => ({ draft: firstDraft }) },
];

/** What the app keeps of the forms, and what of them is too long for that. */
export function keptByApp(forms: Forms): { text: string; isWithout: readonly string[] } {
  let kept: Forms = { ...forms, ...unanswered(forms), changes: [] };
  const isWithout: string[] = [];
  for (const { name, without } of leftOut) {
    const text = formsText(kept);
    if (text.length <= mostPageText) return { text, isWithout };
    const less = { ...kept, ...without(kept) };
    if (formsText(less).length < text.length) isWithout.push(name);
    kept = less;
  }
  return { text: formsText(kept), isWithout };
}

const name = 'forms';
/** ms after the last change until the app is told of it. */
const quiet = 400;

/** Takes the forms as they were left in this tab, or else as the app has them. */
export async function takeForms(api: Api, storage: VisitStorage): Promise<void> {
  const text = storage.getItem(name) ?? (await api.keptPage.query().catch(() => null));
  const forms = readForms(text);
  // What was typed meanwhile is newer.
  if (forms !== null && comparable(usePlaygroundStore.getState()) === comparable(untouched()))
    usePlaygroundStore.setState(forms);
}

/** Keeps the forms from now on, whichever view is shown, until it is stopped. */
export function keepForms(
  api: Api,
  storage: VisitStorage,
  sayTooLong: (isWithout: string) => void,
): () => void {
  let timer = 0;
  let said = '';
  let isLeaving = false;
  const tellApp = () => {
    const { text, isWithout } = keptByApp(usePlaygroundStore.getState());
    if (isWithout.join() !== said && isWithout.length > 0) sayTooLong(isWithout.join(', '));
    said = isWithout.join();
    void api.keepPage.mutate({ text }).catch(() => {});
  };
  const unsubscribe = usePlaygroundStore.subscribe((state, before) => {
    if (isLeaving) return;
    const text = formsText(state);
    if (text === formsText(before)) return;
    storage.setItem(name, text);
    clearTimeout(timer);
    timer = window.setTimeout(tellApp, quiet);
  });
  const leave = () => {
    // A field gives over what was typed when it is left.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    // The browser breaks off what is under way: that is no answer of the lab.
    isLeaving = true;
  };
  const comeBack = () => {
    isLeaving = false;
  };
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', comeBack);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('pageshow', comeBack);
  };
}

let isKept = false;

/** Takes the forms as they were left, and keeps them for as long as the page lives. */
export function useKeptForms(): void {
  const api = useApi();
  const sendAgain = useSendAgain();
  const notify = useWindow((state) => state.notify);
  useEffect(() => {
    if (isKept) return;
    isKept = true;
    void takeForms(api, tabStorage).then(sendAgain);
    keepForms(api, tabStorage, (isWithout) =>
      notify({
        kind: 'error',
        text: `Too much is typed to be kept when the app ends: ${isWithout} will be missing.`,
        next: 'Save a scenario file to keep it.',
      }),
    );
  }, [api, sendAgain, notify]);
}

const untouched = (): Forms => usePlaygroundStore.getInitialState();
/** A browser is chosen before anybody typed. */
const comparable = (forms: Forms): string => formsText({ ...forms, draft: { ...forms.draft, browser: '' } });
