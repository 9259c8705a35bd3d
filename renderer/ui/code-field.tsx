import {
  type RefObject,
  type TextareaHTMLAttributes,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { CodeEditor, CodeLanguage, openCodeEditor } from './code-editor.ts';
import './code-field.css';

type CodeFieldProps = Pick<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'rows'> & {
  label: string;
  language: CodeLanguage;
  value: string;
  onChange: (text: string) => void;
  /** What Ctrl+Enter does. */
  onRun?: () => void;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true;
};

type Opening = {
  open: typeof openCodeEditor;
  /** What was selected in the text area when it went; null where it had not the focus. */
  left: RefObject<readonly [number, number] | null>;
};

/** Code to be written: a plain text area, until the editor is there that takes its place. Where that cannot be had, it stays. */
export function CodeField(props: CodeFieldProps) {
  const { label, language, value, onChange, onRun, ...names } = props;
  const left = useRef<readonly [number, number] | null>(null);
  const [open, setOpen] = useState<typeof openCodeEditor | null>(null);
  useEffect(() => {
    let isWanted = true;
    import('./code-editor.ts').then(
      ({ openCodeEditor }) => isWanted && setOpen(() => openCodeEditor),
      // What it is loaded from is gone, as after an update: the text area does.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, []);
  if (open !== null) return <Editor {...props} open={open} left={left} />;
  return (
    <textarea
      {...names}
      ref={(area) => () => {
        const isFocused = area !== null && document.activeElement === area;
        left.current = isFocused ? [area.selectionStart, area.selectionEnd] : null;
      }}
      className="input mono code-field"
      aria-label={label}
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onRun?.();
      }}
    />
  );
}

/** An id means nothing beyond the shadow, so that what describes it goes along as words. */
function attributesOf(props: CodeFieldProps): Record<string, string> {
  const description = document.getElementById(props['aria-describedby'] ?? '')?.textContent;
  return {
    'aria-label': props.label,
    // What is editable has the focus anyway; of what scrolls, checkers look for this.
    tabindex: '0',
    ...(description && { 'aria-description': description }),
    ...(props['aria-invalid'] && { 'aria-invalid': 'true' }),
  };
}

function Editor(props: CodeFieldProps & Opening) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor>(null);
  const newest = useRef(props);
  useLayoutEffect(() => {
    newest.current = props;
    editor.current?.show(props.value);
  });
  useLayoutEffect(() => {
    const { current } = host;
    if (current === null) return;
    const { open, language, value, left, id } = newest.current;
    const opened = open(current, language, value, () => {
      const { onChange, onRun } = newest.current;
      return { attributes: attributesOf(newest.current), onChange, onRun };
    });
    editor.current = opened;
    if (left.current !== null) opened.focus(left.current);
    // A label's click is for what a browser knows as a control.
    const label = [...document.querySelectorAll('label')].find(
      ({ htmlFor }) => htmlFor !== '' && htmlFor === id,
    );
    const focus = () => opened.focus([0, 0]);
    label?.addEventListener('click', focus);
    return () => {
      label?.removeEventListener('click', focus);
      editor.current = null;
      opened.close();
    };
  }, []);
  const wrong = props['aria-invalid'] ? 'wrong' : '';
  return <div ref={host} id={props.id} className={`input code-field opened ${wrong}`} />;
}
