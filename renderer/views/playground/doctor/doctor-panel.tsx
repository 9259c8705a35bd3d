import { CopyButton } from '../../../ui/copy-button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useFold } from '../playground-store.ts';
import { ContextControls } from './context-controls.tsx';
import { countText } from './count-text.ts';
import './doctor-panel.css';
import { FindingItem } from './finding-item.tsx';
import { useApplyFix } from './use-apply-fix.ts';
import { useDoctor } from './use-doctor.ts';

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
