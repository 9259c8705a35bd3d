const bad: readonly string[] = ['refused', 'failed', 'error'];

/** The decision in a word. Red only for what was refused or failed. */
export const DecisionChip = ({ decision }: { decision: string }) => (
  <span className={`chip ${bad.includes(decision) ? 'bad' : ''}`}>{decision}</span>
);
