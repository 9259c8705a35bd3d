import { ArrowUp, Eye, EyeOff, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { EditedOption } from './option-value.ts';
import './secrets-control.css';

/** The list of secrets: the first signs, all are accepted. Masked until they are asked for. */
export function SecretsControl({
  id,
  option,
  describedBy,
}: {
  id: string;
  option: EditedOption;
  describedBy: string;
}) {
  const [isShown, setShown] = useState(false);
  const [edited, setEdited] = useState(0);
  const secrets = secretsOf(option.value);
  const isNone = option.value === null;
  return (
    <div className="secrets">
      {keyed(isNone ? [''] : secrets).map(({ key, secret, place }) => (
        <div className="secret" key={key}>
          <TextField
            id={place === 0 ? id : undefined}
            aria-label={place === 0 ? 'secret' : `secret ${place + 1}`}
            aria-describedby={describedBy}
            mono
            isMasked={!isShown}
            value={secret}
            placeholder={isNone ? 'no secret' : "''"}
            aria-invalid={(option.refusal !== null && place === edited) || undefined}
            onCommit={(text) => {
              setEdited(place);
              option.set(isNone ? text : withSecret(secrets, place, text));
            }}
          />
          <span className="secret-part faint">
            {isNone ? 'none: requests fail' : place === 0 ? 'signs' : 'accepted'}
          </span>
          {place > 0 && (
            <Button
              look="plain"
              icon={<ArrowUp aria-hidden />}
              aria-label={`Move secret ${place + 1} up`}
              onClick={() => option.set(movedUp(secrets, place))}
            />
          )}
          {secrets.length > 0 && (
            <Button
              look="plain"
              icon={<X aria-hidden />}
              aria-label={`Remove secret ${place + 1}`}
              hint={secrets.length === 1 ? 'Without any secret every request ends in an error' : ''}
              onClick={() => option.set(withoutSecret(secrets, place))}
            />
          )}
        </div>
      ))}
      <div className="row">
        <Button
          look="plain"
          icon={<Plus aria-hidden />}
          hint="A new secret goes first: it signs from now on, the others are still accepted"
          onClick={() => option.set([newSecret(), ...secrets])}
        >
          Add secret
        </Button>
        <Button
          look="plain"
          icon={isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide' : 'Show'}
        </Button>
      </div>
    </div>
  );
}

const newSecret = (): string => crypto.randomUUID();

/** The secrets of an option's value, first the one that signs. */
export const secretsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export const withSecret = (secrets: readonly string[], place: number, text: string): string[] =>
  secrets.map((secret, index) => (index === place ? text : secret));

/** null where that was the last. */
export const withoutSecret = (secrets: readonly string[], place: number): string[] | null =>
  secrets.length > 1 ? secrets.filter((_, index) => index !== place) : null;

/** The secret at `place` changes place with the one before it. */
export function movedUp(secrets: readonly string[], place: number): string[] {
  const moving = secrets[place];
  if (moving === undefined || place === 0) return [...secrets];
  const rest = secrets.filter((_, index) => index !== place);
  return [...rest.slice(0, place - 1), moving, ...rest.slice(place - 1)];
}

/** Each secret with a key of its own, also where two are alike. */
export const keyed = (secrets: readonly string[]): Array<{ key: string; secret: string; place: number }> =>
  secrets.map((secret, place) => {
    const alikeBefore = secrets.slice(0, place).filter((other) => other === secret).length;
    return { key: `${secret} ${alikeBefore}`, secret, place };
  });
