import { Unplug } from 'lucide-react';
import { faultsInWords, isFaulty } from '../../server/contract/faults/faults.ts';
import { useAct } from '../services/use-act.ts';
import { usePlaygroundState } from '../services/use-playground-state.ts';
import { Button } from '../ui/button.tsx';

/** While something is wrong on purpose: that it is, what, and the way out. */
export function FaultNotice() {
  const faults = usePlaygroundState((state) => state.faults);
  const act = useAct();
  if (!isFaulty(faults)) return null;
  return (
    <Button
      icon={<Unplug aria-hidden />}
      hint={`${faultsInWords(faults)} Click to end it.`}
      onClick={() => void act('end the faults', (api) => api.fault.mutate('none'))}
    >
      Faults
    </Button>
  );
}
