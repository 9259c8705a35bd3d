import { Users } from 'lucide-react';
import { PathField } from '../../../parts/requests/path-field.tsx';
import { useWindow } from '../../../services/window/window-store.ts';
import { Button } from '../../../ui/button.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { BrowserSelect } from './browser-select.tsx';
import { problemAt, type Wrong } from './use-sending.ts';

/** In rem, as they are drawn. */
const sendButtonsWidth = 9.75;

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
      <PathField
        draft={draft}
        edit={edit}
        error={problemAt(wrong, 'path') ?? problemAt(wrong, 'browser')}
        // Send and Fire stand one row below: a click on them is theirs, however far one has typed.
        keepsFree={sendButtonsWidth}
      />
    </div>
  );
}
