import { ListPlus } from 'lucide-react';
import { followModes } from '../../../../server/contract/requests.ts';
import { BodyFields, DraftText } from '../../../parts/requests/body-fields.tsx';
import { type Draft, sendsBody } from '../../../parts/requests/draft.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { CauseFields } from './cause-fields.tsx';
import { RouteFields } from './route-fields.tsx';
import { problemAt, type Wrong } from './use-sending.ts';

const followWords = {
  never: 'never',
  end: 'after the response',
  headers: 'at the headers',
} as const;
const followChoices = followModes.map((value) => ({ value, label: followWords[value] }));

/** What a request can have besides: body, headers, redirects, a Cookie header of one's own. */
export function MoreFields({ wrong, onAdd }: { wrong: Wrong | null; onAdd: () => void }) {
  const draft = usePlaygroundStore((state) => state.draft);
  const edit = usePlaygroundStore((state) => state.edit);
  const fields = { draft, edit, errorOf: (field: keyof Draft) => problemAt(wrong, field) };
  const isNeeded =
    sendsBody(draft) ||
    draft.cookies === 'edited' ||
    draft.proxied ||
    draft.to !== '' ||
    draft.host !== '' ||
    draft.page !== '' ||
    wrong?.field === 'headers' ||
    wrong?.field === 'to';
  return (
    <details
      className="more-fields"
      open={isNeeded || undefined}
      // What opens below what is seen comes into sight.
      onToggle={({ currentTarget }) =>
        currentTarget.open && currentTarget.scrollIntoView({ block: 'nearest' })
      }
    >
      <summary>Body, headers, proxy, host, redirects, sequence</summary>
      <div className="more-grid">
        <BodyFields {...fields} />
        <div className="stack">
          <DraftText {...fields} field="headers" label="headers" placeholder="Accept-Language: de" />
          <RouteFields {...fields} />
          <CauseFields {...fields} />
        </div>
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
            <DraftText {...fields} field="edited" label="Cookie header" placeholder="connect.sid=s%3A…" />
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
