import { Undo2 } from 'lucide-react';
import { useAct } from '../services/use-act.ts';
import { usePlaygroundState } from '../services/use-playground-state.ts';
import { Button } from '../ui/button.tsx';

/** While a scenario has the lab: the way back to the user's own. */
export function OwnLabButton() {
  const isAside = usePlaygroundState((state) => state.ownLab !== null);
  const act = useAct();
  if (!isAside) return null;
  return (
    <Button
      icon={<Undo2 aria-hidden />}
      hint="The lab is set up for a scenario. Yours is put aside, and comes back with its log, options, browsers and handler"
      onClick={() => void act('bring your lab back', (api) => api.bringBack.mutate())}
    >
      My lab
    </Button>
  );
}
