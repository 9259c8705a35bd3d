import { usePlaygroundState } from '../services/use-playground-state.ts';

/** What really runs in the lab. */
export function Versions() {
  const { expressSession, express, node } = usePlaygroundState((state) => state.versions);
  return (
    <span className="versions dense faint" title={`Express ${express}, Node ${node}`}>
      express-session {expressSession}
    </span>
  );
}
