import './code-text.css';

/** Code to read, select and scroll, by keyboard too; it cannot be changed. One row more is for a scrollbar. */
export const CodeText = ({ label, text }: { label: string; text: string }) => (
  <textarea
    className="code-text"
    aria-label={label}
    readOnly
    spellCheck={false}
    wrap="off"
    value={text}
    rows={text.split('\n').length + 1}
  />
);
