import { Disc, FolderOpen, FolderTree } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { useOpening } from '../catalogue/use-opening.ts';
import { useMakeOwn } from '../own/use-make-own.ts';

/** Ways to scenarios that are not in the course. */
export function ContentsTools() {
  const { open, openFolder } = useOpening();
  const { record } = useMakeOwn();
  return (
    <div className="row wrap contents-tools">
      <Button
        icon={<FolderOpen aria-hidden />}
        shortcut="Ctrl+O"
        hint="A scenario file; it can be dropped on the window too"
        onClick={open}
      >
        Open a file…
      </Button>
      <Button
        icon={<FolderTree aria-hidden />}
        hint="Its scenario files become a chapter"
        onClick={openFolder}
      >
        Open a workshop folder…
      </Button>
      <Button
        icon={<Disc aria-hidden />}
        hint="Makes a scenario of what was done in the lab"
        onClick={record}
      >
        Record what I did
      </Button>
    </div>
  );
}
