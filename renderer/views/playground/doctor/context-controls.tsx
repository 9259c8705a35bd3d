import type { PageContext } from '../../../../server/contract/doctor/doctor-context.ts';
import { Button } from '../../../ui/button.tsx';
import { usePlaygroundStore } from '../playground-store.ts';

const facts = [
  { key: 'production', label: 'production', hint: 'The app serves real visitors' },
  { key: 'https', label: 'https', hint: 'Visitors reach it over https' },
  { key: 'proxy', label: 'proxy', hint: 'A proxy stands before it, and ends TLS' },
  { key: 'login', label: 'login app', hint: 'Only visitors who log in need a session' },
  {
    key: 'otherApps',
    label: 'shared host',
    hint: 'Other apps run on the same host, on another port or path',
  },
  {
    key: 'crossSite',
    label: 'cross-site',
    hint: 'Pages of other sites embed it, or call it with its cookies',
  },
] as const satisfies ReadonlyArray<{ key: keyof PageContext; label: string; hint: string }>;

/** What the app is like for which the options are judged. */
export function ContextControls() {
  const context = usePlaygroundStore((state) => state.doctorContext);
  const judgeFor = usePlaygroundStore((state) => state.judgeFor);
  return (
    <fieldset className="doctor-context">
      <legend>Judged for</legend>
      {facts.map(({ key, label, hint }) => (
        <Button
          key={key}
          look="plain"
          hint={hint}
          aria-pressed={context[key] === true}
          onClick={() => judgeFor({ [key]: context[key] !== true })}
        >
          {label}
        </Button>
      ))}
    </fieldset>
  );
}
