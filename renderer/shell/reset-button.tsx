import { RotateCcw } from 'lucide-react';
import { useMemo } from 'react';
import { useCommands } from '../services/commands.ts';
import { useReset } from '../services/use-reset.ts';
import { Button } from '../ui/button.tsx';

/** A fresh lab at once; a message offers the way back instead of a question before. */
export function ResetButton() {
  const reset = useReset();
  useCommands(useMemo(() => ({ reset }), [reset]));
  return (
    <Button
      icon={<RotateCcw aria-hidden />}
      hint="A fresh lab, store, jars, clock and log; options and browsers stay"
      shortcut="R"
      onClick={reset}
    >
      Reset
    </Button>
  );
}
