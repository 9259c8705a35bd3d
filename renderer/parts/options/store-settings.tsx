import { useState } from 'react';
import {
  type StoreConfig,
  storeConfigSchema,
  storeKinds,
} from '../../../server/contract/stores/store-kinds.ts';
import { useApi } from '../../services/connection/api-context.ts';
import { explainError, lacksPackages } from '../../services/connection/explain-error.ts';
import { withConsent } from '../../services/files/consent.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';

type Draft = Readonly<Record<string, string>>;
type Wrong = { name: string; why: string };

/** Each setting that the kind has, as it is typed; a secret that is only shown masked is not there to be typed over. */
const draftOf = (store: StoreConfig): Draft =>
  Object.fromEntries(
    Object.keys(storeKinds[store.kind].settings).map((name) => [
      name,
      isSecret(store, name) ? '' : String(Reflect.get(store, name) ?? ''),
    ]),
  );

const isSecret = ({ kind }: StoreConfig, name: string): boolean =>
  storeKinds[kind].secrets.some((secret) => secret === name);

/** What is typed, as a store; a secret that was left out is the one that it had. */
function typed(store: StoreConfig, draft: Draft): { store: StoreConfig } | { wrong: Wrong } {
  const given = Object.entries(draft).flatMap(([name, text]) => {
    if (text !== '') return [[name, text] as const];
    const before: unknown = isSecret(store, name) ? Reflect.get(store, name) : undefined;
    return before === undefined ? [] : [[name, before] as const];
  });
  const read = storeConfigSchema.safeParse({ kind: store.kind, ...Object.fromEntries(given) });
  if (read.success) return { store: read.data };
  const [issue] = read.error.issues;
  return { wrong: { name: String(issue?.path[0] ?? ''), why: issue?.message ?? '' } };
}

/** Where a store is, to be typed and then taken. */
export default function StoreSettings({
  store,
  isTaken,
  onTake,
  installs,
  onLacking,
}: {
  store: StoreConfig;
  /** Whether the lab has it already. */
  isTaken: boolean;
  onTake: (store: StoreConfig) => void;
  /** How often its packages were installed: what was said before is no longer so. */
  installs: number;
  /** The test of the connection found no packages to open it with. */
  onLacking: () => void;
}) {
  const given = draftOf(store);
  /** Only what was typed: the rest is as it is in the store. */
  const [edits, setEdits] = useState<Draft>({});
  const draft = { ...given, ...edits };
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(given);
  const asked = JSON.stringify([draft, installs]);
  const api = useApi();
  const [said, setSaid] = useState<{ of: string; lines: readonly string[] } | null>(null);
  const read = (): StoreConfig | null => {
    const made = typed(store, draft);
    setWrong('wrong' in made ? made.wrong : null);
    setSaid(null);
    return 'store' in made ? made.store : null;
  };
  const take = () => {
    const made = read();
    if (made === null) return;
    setEdits({});
    onTake(made);
  };
  const test = async () => {
    const made = read();
    if (made === null) return;
    const of = asked;
    setSaid({ of, lines: ['It is asked …'] });
    const { lines } = await withConsent(api, () => api.testStore.mutate({ store: made })).catch(
      (error: unknown) => {
        const explained = explainError(error);
        if (lacksPackages(explained)) onLacking();
        return { lines: [explained.message] };
      },
    );
    setSaid({ of, lines });
  };
  return (
    <fieldset className="store-settings" aria-label="Settings of the store">
      {Object.keys(draft).map((name) => (
        <Field key={name} label={name} error={wrong?.name === name ? wrong.why : null}>
          {(names) => (
            <input
              {...names}
              type="text"
              autoComplete="off"
              spellCheck={false}
              className={`input mono ${isSecret(store, name) ? 'masked' : ''}`}
              placeholder={isSecret(store, name) && name in store ? 'as it was' : ''}
              value={draft[name] ?? ''}
              onChange={(event) => setEdits({ ...edits, [name]: event.target.value })}
              onKeyDown={(event) => {
                if (event.key === 'Enter') take();
              }}
            />
          )}
        </Field>
      ))}
      <div className="row wrap">
        <Button disabled={isTaken && !isChanged} onClick={take}>
          {isTaken && !isChanged ? 'In use' : 'Use this store'}
        </Button>
        <Button onClick={() => void test()}>Test connection</Button>
      </div>
      <div role="status" className="option-says">
        {said?.of === asked && said.lines.map((line) => <p key={line}>{line}</p>)}
      </div>
    </fieldset>
  );
}
