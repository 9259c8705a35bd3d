import { ListPlus } from 'lucide-react';
import { followModes } from '../../../../server/contract/requests.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import type { BodyKind, Draft } from './draft.ts';
import { type Problem, problemAt } from './use-sending.ts';

const followWords = {
  never: 'never',
  end: 'after the response',
  headers: 'at the headers',
} as const;
const followChoices = followModes.map((value) => ({ value, label: followWords[value] }));
const bodyChoices: ReadonlyArray<{ value: BodyKind; label: string }> = [
  { value: 'none', label: 'none' },
  { value: 'form', label: 'form' },
  { value: 'json', label: 'JSON' },
];

/** What a request can have besides: body, headers, redirects, a Cookie header of one's own. */
export function MoreFields({ problem, onAdd }: { problem: Problem | null; onAdd: () => void }) {
  const draft = usePlaygroundStore((state) => state.draft);
  const edit = usePlaygroundStore((state) => state.edit);
  const isNeeded = draft.bodyKind !== 'none' || draft.cookies === 'edited' || problem?.field === 'headers';
  return (
    <details className="more-fields" open={isNeeded || undefined}>
      <summary>Body, headers, redirects, sequence</summary>
      <div className="more-grid">
        <div className="stack">
          <Field label="body">
            {(names) => (
              <Select
                {...names}
                value={draft.bodyKind}
                choices={bodyChoices}
                onChange={(bodyKind) => edit({ bodyKind })}
              />
            )}
          </Field>
          {draft.bodyKind === 'form' && (
            <TextArea field="form" label="form, one name=value a line" problem={problem} />
          )}
          {draft.bodyKind === 'json' && <TextArea field="json" label="JSON" problem={problem} />}
        </div>
        <TextArea field="headers" label="headers" placeholder="X-Forwarded-Proto: https" problem={problem} />
        <div className="stack">
          <Field label="follow redirects">
            {(names) => (
              <Select
                {...names}
                value={draft.follow}
                choices={followChoices}
                onChange={(follow) => edit({ follow })}
              />
            )}
          </Field>
          {draft.cookies === 'edited' && (
            <TextArea
              field="edited"
              label="Cookie header"
              placeholder="connect.sid=s%3A…"
              problem={problem}
            />
          )}
          <Button
            icon={<ListPlus aria-hidden />}
            hint="Keep this request, to run several in order"
            onClick={onAdd}
          >
            Add to sequence
          </Button>
        </div>
      </div>
    </details>
  );
}

function TextArea({
  field,
  label,
  placeholder,
  problem,
}: {
  field: 'form' | 'json' | 'headers' | 'edited';
  label: string;
  placeholder?: string;
  problem: Problem | null;
}) {
  const value: Draft[typeof field] = usePlaygroundStore((state) => state.draft[field]);
  const edit = usePlaygroundStore((state) => state.edit);
  return (
    <Field label={label} error={problemAt(problem, field)}>
      {(names) => (
        <textarea
          {...names}
          className="input mono"
          rows={2}
          spellCheck={false}
          placeholder={placeholder}
          value={value}
          onChange={(event) => edit({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
}
