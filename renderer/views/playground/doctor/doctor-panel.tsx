import { type Finding, type Severity, severities } from '../../../../server/contract/doctor/doctor.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useFold } from '../playground-store.ts';
import { ContextControls } from './context-controls.tsx';
import { FindingItem } from './finding-item.tsx';
import { useApplyFix, useDoctor } from './use-doctor.ts';
import './doctor-panel.css';

/** The hazards of the options, each with its fix. */
export function DoctorPanel() {
  const report = useDoctor();
  const apply = useApplyFix();
  const folding = useFold('Doctor');
  const findings = report?.findings ?? [];
  return (
    <div className="doctor">
      <Panel
        name="Doctor"
        folding={folding}
        aside={
          <span className="doctor-count faint dense" aria-live="polite">
            {report !== null && countText(findings)}
          </span>
        }
        tools={<CopyButton text={report?.text ?? ''} label="Copy for a code review" />}
      >
        <ContextControls />
        {report !== null && findings.length === 0 && (
          <p className="soft doctor-none">Nothing speaks against these options for such an app.</p>
        )}
        <ul className="findings">
          {findings.map((finding) => (
            <FindingItem key={finding.rule} finding={finding} onFix={() => apply(finding.fix)} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}

/** How many findings of each severity there are, the gravest first; none of those of which there are none. */
function countBySeverity(findings: readonly Finding[]): Array<{ severity: Severity; count: number }> {
  return severities
    .map((severity) => ({
      severity,
      count: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter(({ count }) => count > 0);
}

/** "1 hazard, 2 warnings" */
const countText = (findings: readonly Finding[]): string =>
  countBySeverity(findings)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ') || 'nothing found';
