import { useId, useRef } from 'react';
import { methods } from '../../../server/contract/requests.ts';
import { FieldError } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { SuggestField } from '../../ui/suggest-field.tsx';
import type { Draft } from './draft.ts';
import './path-field.css';
import { draftFor, isWholePath, routes, suggestRoutes } from './routes.ts';

const methodChoices = methods.map((method) => ({ value: method, label: method }));

/** Method and path, with the lab's routes to choose from; one that is picked brings the body that it expects. */
export function PathField({
  draft,
  edit,
  error,
  of = '',
  keepsFree = 0,
}: {
  draft: Pick<Draft, 'method' | 'path'>;
  edit: (change: Partial<Draft>) => void;
  error: string | null;
  /** Ends the names of both boxes where a page has several: " of A". */
  of?: string;
  /** rem at the right that the list of routes leaves free. */
  keepsFree?: number;
}) {
  const errorId = useId();
  const line = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={line} className="path-field">
        <span className="method-select">
          <Select
            aria-label={`method${of}`}
            value={draft.method}
            choices={methodChoices}
            onChange={(method) => edit({ method })}
          />
        </span>
        <SuggestField
          aria-label={`path${of}`}
          aria-invalid={error !== null || undefined}
          aria-describedby={error === null ? undefined : errorId}
          beside={line}
          keepsFree={keepsFree}
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
      {error !== null && <FieldError id={errorId}>{error}</FieldError>}
    </>
  );
}
