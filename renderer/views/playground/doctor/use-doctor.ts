import { useEffect, useState } from 'react';
import type { DoctorReport } from '../../../../server/contract/doctor/doctor.ts';
import { useApi } from '../../../services/api-context.ts';
import { usePlaygroundState } from '../../../services/use-playground-state.ts';
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
