import { ChevronDown, ChevronRight, GraduationCap, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { Finding, Severity } from '../../../../server/contract/doctor/doctor.ts';
import { bridge } from '../../../services/window/bridge.ts';
import { useHasView } from '../../../services/window/known-views.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';

const icons: Readonly<Record<Severity, typeof Info>> = {
  hazard: OctagonAlert,
  warning: TriangleAlert,
  note: Info,
};

/** A finding in a sentence; its cause, what comes of it and the fix one click deeper. */
export function FindingItem({ finding, onFix }: { finding: Finding; onFix: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const { severity, title, rule } = finding;
  const Icon = icons[severity];
  return (
    <li className={`finding ${severity}`}>
      <div className="finding-line">
        <button
          type="button"
          className="finding-title"
          aria-expanded={isOpen}
          aria-controls={detailsId}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon aria-hidden className="finding-icon" />
          <span>
            <span className="visually-hidden">{severity}: </span>
            {title}
          </span>
          {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
        </button>
        <Button aria-label={`Fix ${rule}`} hint={finding.fix.words} onClick={onFix}>
          Fix
        </Button>
      </div>
      {isOpen && <FindingDetails id={detailsId} finding={finding} />}
    </li>
  );
}

function FindingDetails({
  id,
  finding: { rule, causes, why, fix, lesson, link },
}: {
  id: string;
  finding: Finding;
}) {
  const hasLessons = useHasView('lessons');
  return (
    <div className="finding-details" id={id}>
      <dl className="finding-causes mono">
        {Object.entries(causes).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value === null ? 'not set' : String(value)}</dd>
          </div>
        ))}
      </dl>
      <p>{why}</p>
      <p>
        <strong>Fix.</strong> {fix.words}
      </p>
      <div className="finding-code">
        <pre className="mono">{fix.code}</pre>
        <CopyButton text={fix.code} label={`Copy the fix of ${rule}`} />
      </div>
      <p className="row wrap">
        {hasLessons && (
          <a className="finding-lesson" href={`#/lessons/${lesson}`}>
            <GraduationCap aria-hidden />
            See it happen
          </a>
        )}
        <OutsideLink address={link}>Read more</OutsideLink>
        <span className="faint mono">{rule}</span>
      </p>
    </div>
  );
}

/** A page outside of the app. The desktop window opens only those of its allow-list; there the address can be copied. */
function OutsideLink({ address, children }: { address: string; children: ReactNode }) {
  if (bridge !== undefined) return <CopyButton text={address} label="Copy the address" words="Copy link" />;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
