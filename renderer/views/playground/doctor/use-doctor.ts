import { useCallback, useEffect, useState } from 'react';
import { applyFix, type DoctorReport, type Fix } from '../../../../server/contract/doctor/doctor.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import { usePlaygroundState } from '../../../services/connection/use-playground-state.ts';
import { useConfigure } from '../options/use-options.ts';
import { usePlaygroundStore } from '../playground-store.ts';

/** The hazards of the options that the lab has now; null until they are known. */
export function useDoctor(): DoctorReport | null {
  const api = useApi();
  const context = usePlaygroundStore((state) => state.doctorContext);
  // The state comes as a new object whenever a request begins or ends; only another configuration is worth a question.
  const config = usePlaygroundState((state) => JSON.stringify(state.config));
  const [report, setReport] = useState<DoctorReport | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the control plane judges its own configuration; a change of it is why to ask again.
  useEffect(() => {
    const stop = new AbortController();
    api.doctor
      .query({ context }, { signal: stop.signal })
      // A control plane that does not answer is told of by the window; the last findings stay until it does.
      .then(setReport, () => {});
    return () => stop.abort();
  }, [api, context, config]);
  return report;
}

/** Applies a fix to the lab's options, as a change that the options' undo takes back. */
export function useApplyFix(): (fix: Fix) => void {
  const configure = useConfigure();
  return useCallback(
    (fix: Fix) => configure((shown) => applyFix(shown, fix, () => crypto.randomUUID()), null),
    [configure],
  );
}
