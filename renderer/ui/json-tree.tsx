import { type DiffLine, diffLines } from './json-diff.ts';
import { visibleText } from './visible-text.ts';
import './json-tree.css';

/** A JSON object as a tree; against `before`, what was added, changed or removed is marked by sign and ground. */
export function JsonTree({ value, before }: { value: unknown; before?: unknown }) {
  const lines = diffLines(before === undefined ? value : before, value);
  if (lines.length === 0) return <p className="json-empty">{'{ }'} empty</p>;
  return <Lines lines={lines} />;
}

function Lines({ lines }: { lines: DiffLine[] }) {
  return (
    <ul className="json-lines">
      {lines.map((line) => (
        <Line key={line.path} line={line} />
      ))}
    </ul>
  );
}

const signs = { same: '', added: '+', removed: '−', changed: '±' } as const;

function Line({ line }: { line: DiffLine }) {
  if (line.children !== null && line.children.length > 0) {
    return (
      <li>
        <details open>
          <summary className={`json-line ${line.change === 'changed' ? 'same' : line.change}`}>
            <Sign change={line.change === 'changed' ? 'same' : line.change} />
            {visibleText(line.key)}
          </summary>
          <Lines lines={line.children} />
        </details>
      </li>
    );
  }
  return (
    <li className={`json-line ${line.change}`}>
      <Sign change={line.change} />
      <span className="json-key">{visibleText(line.key)}:</span>{' '}
      {line.change === 'changed' && (
        <>
          <del>{written(line.before)}</del> <span aria-hidden>→</span>{' '}
        </>
      )}
      {line.change === 'removed' ? <del>{written(line.before)}</del> : <span>{written(line.after)}</span>}
    </li>
  );
}

function Sign({ change }: { change: DiffLine['change'] }) {
  return (
    <>
      <span className="json-sign" aria-hidden>
        {signs[change]}
      </span>
      {change !== 'same' && <span className="visually-hidden">{change}: </span>}
    </>
  );
}

/** Characters of a value that are shown; what is longer is told by its length. */
const longest = 240;

function written(value: unknown): string {
  const text = visibleText(JSON.stringify(value) ?? 'undefined');
  if (text.length <= longest) return text;
  return `${text.slice(0, longest / 2)}… (${text.length.toLocaleString('en')} characters)`;
}
