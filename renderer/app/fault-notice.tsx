import { Unplug } from 'lucide-react';
import { faultsInWords, isFaulty } from '../../server/contract/faults.ts';
import { Button } from '../ui/button.tsx';
import { useAct } from './use-act.ts';
import { usePlaygroundState } from './use-playground-state.ts';

/** While something is wrong with the store on purpose: that it is, what, and the way out. */
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
      Store faults
    </Button>
  );
}
