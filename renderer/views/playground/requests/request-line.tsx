import { Users } from 'lucide-react';
import { methods } from '../../../../server/contract/requests.ts';
import { useWindow } from '../../../app/window-store.ts';
import { Button } from '../../../ui/button.tsx';
import { FieldError } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { SuggestField } from '../../../ui/suggest-field.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { BrowserSelect } from './browser-select.tsx';
import { draftFor, isWholePath, routes, suggestRoutes } from './routes.ts';
import { type Problem, problemAt } from './use-sending.ts';

const methodChoices = methods.map((method) => ({ value: method, label: method }));

/** Browser, method and path. */
export function RequestLine({ problem }: { problem: Problem | null }) {
  const draft = usePlaygroundStore((state) => state.draft);
  const edit = usePlaygroundStore((state) => state.edit);
  const open = useWindow((state) => state.open);
  const wrongPath = problemAt(problem, 'path') ?? problemAt(problem, 'browser');
  return (
    <div className="request-line">
      <span className="row">
        <BrowserSelect />
        <Button
          look="plain"
          icon={<Users aria-hidden />}
          aria-label="Manage browsers"
          hint="Add, rename or remove browsers"
          onClick={() => open('browsers')}
        />
      </span>
      <span className="path-field">
        <span className="method-select">
          <Select
            aria-label="method"
            value={draft.method}
            choices={methodChoices}
            onChange={(method) => edit({ method })}
          />
        </span>
        <SuggestField
          aria-label="path"
          aria-invalid={wrongPath !== null || undefined}
          aria-describedby={wrongPath === null ? undefined : 'path-error'}
          value={draft.path}
          onChange={(path) => edit({ path })}
          suggestions={suggestRoutes(draft.path)}
          isWhole={isWholePath}
          onPick={({ key, text }) => {
            const route = routes.find(({ id }) => id === key);
            edit(route ? draftFor(route) : { path: text.replace(/^\w+ /, '') });
          }}
        />
      </span>
      {wrongPath !== null && <FieldError id="path-error">{wrongPath}</FieldError>}
    </div>
  );
}
