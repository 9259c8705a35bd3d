import { Button } from '../../../ui/button.tsx';
import { useTrials } from '../answer/use-trials.ts';
import { FixRow } from './fix-row.tsx';
import { fixIds } from './fixes.ts';

/** What people advise, each tried on this very race with one click. */
export function FixList() {
  const { tryFix, canTry } = useTrials();
  return (
    <section aria-labelledby="fixes-heading">
      <div className="row">
        <h3 id="fixes-heading" className="grow">
          Cures to try
        </h3>
        <Button
          look="plain"
          hint={canTry ? 'Run the race with each of them' : 'Explore first: a cure is measured against that'}
          aria-disabled={!canTry}
          onClick={() => {
            for (const id of fixIds) void tryFix(id);
          }}
        >
          Try all
        </Button>
      </div>
      <ul className="fixes">
        {fixIds.map((id) => (
          <FixRow key={id} id={id} />
        ))}
      </ul>
    </section>
  );
}
