import { pageSentence } from '../../../page-problems.ts';
import { BodyFields, DraftText } from '../../../parts/requests/body-fields.tsx';
import { cookieChoices, cookieWords, type Draft } from '../../../parts/requests/draft.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import type { SetupProblem } from './setup.ts';

const cookieSelect = cookieChoices.map((value) => ({ value, label: cookieWords[value] }));

/** What a request can have besides its path. */
export function RaceRequestMore({
  draft,
  edit,
  wrong,
  of,
}: {
  draft: Draft;
  edit: (change: Partial<Draft>) => void;
  wrong: SetupProblem | null;
  of: string;
}) {
  const fields = {
    draft,
    edit,
    errorOf: (field: keyof Draft) => (wrong?.field === field ? pageSentence(wrong.problem) : null),
  };
  return (
    <fieldset className="race-request-more">
      <legend className="visually-hidden">{`More${of}`}</legend>
      <BodyFields {...fields} />
      <Field label="cookies">
        {(names) => (
          <Select
            {...names}
            value={draft.cookies}
            choices={cookieSelect}
            onChange={(cookies) => edit({ cookies })}
          />
        )}
      </Field>
      {draft.cookies === 'edited' && (
        <DraftText {...fields} field="edited" label="Cookie header" placeholder="connect.sid=s%3A…" />
      )}
      <DraftText {...fields} field="headers" label="headers" placeholder="X-Forwarded-Proto: https" />
    </fieldset>
  );
}
