import { X } from 'lucide-react';
import { useWindow } from '../../../services/window-store.ts';
import { Button } from '../../../ui/button.tsx';
import type { Entry } from '../catalogue/entry.ts';
import { RichText } from '../page/rich-text.tsx';

/** What is claimed. */
export function PresenterHead({ entry: { scenario } }: { entry: Entry }) {
  const present = useWindow((state) => state.present);
  return (
    <header className="presenter-head">
      <div className="grow">
        <h2>{scenario.title}</h2>
        {scenario.claim !== undefined && (
          <p className="soft">
            <RichText text={scenario.claim} isLesson={() => false} />
          </p>
        )}
      </div>
      <Button
        look="plain"
        icon={<X aria-hidden />}
        aria-label="End the presentation"
        shortcut="Esc"
        onClick={() => present(false)}
      />
    </header>
  );
}
