import { Users } from 'lucide-react';
import { PathField } from '../../../parts/requests/path-field.tsx';
import { useWindow } from '../../../services/window-store.ts';
import { Button } from '../../../ui/button.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { BrowserSelect } from './browser-select.tsx';
import { problemAt, type Wrong } from './use-sending.ts';

/** Browser, method and path. */
export function RequestLine({ wrong }: { wrong: Wrong | null }) {
  const draft = usePlaygroundStore((state) => state.draft);
  const edit = usePlaygroundStore((state) => state.edit);
  const open = useWindow((state) => state.open);
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
      <PathField draft={draft} edit={edit} error={problemAt(wrong, 'path') ?? problemAt(wrong, 'browser')} />
    </div>
  );
}
