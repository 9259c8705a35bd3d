import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascriptLanguage } from '@codemirror/lang-javascript';
import { jsonLanguage } from '@codemirror/lang-json';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export type CodeLanguage = 'javascript' | 'json';

/** What may change while it is edited; each is asked for when it is needed. */
export type CodeEditorProps = {
  /** The editor's accessible attributes, its name among them. */
  attributes: Readonly<Record<string, string>>;
  onChange: (text: string) => void;
  /** What Ctrl+Enter does, if anything. */
  onRun?: (() => void) | undefined;
};

export type CodeEditor = {
  focus(selected: readonly [from: number, to: number]): void;
  /** The text as it is elsewhere, and attributes that may have changed. */
  show(text: string): void;
  close(): void;
};

/** By the page's tokens, so that both themes and the sizes hold; each colour of a text holds 4.5:1 on its ground. */
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--hold)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--hue-6)' },
  { tag: tags.propertyName, color: 'var(--hue-0)' },
  { tag: [tags.regexp, tags.escape], color: 'var(--hue-3)' },
  { tag: tags.comment, color: 'var(--ink-faint)', fontStyle: 'italic' },
]);

const theme = EditorView.theme({
  '&': { flex: '1', minHeight: '0', color: 'var(--ink)', backgroundColor: 'var(--surface-raised)' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', fontSize: 'var(--text-dense)', lineHeight: '1.5' },
  '.cm-content': { padding: '0.3rem 0', caretColor: 'var(--ink)' },
  '.cm-gutters': { border: '0', color: 'var(--ink-faint)', backgroundColor: 'var(--surface-raised)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--danger-soft)' },
});

/** Chromium keeps the style of what is typed over in a style attribute, which the page's policy refuses, and tells so. */
function typeOver(event: InputEvent, view: EditorView): boolean {
  const { data, inputType, isComposing } = event;
  if (inputType !== 'insertText' || data === null || isComposing || view.state.selection.main.empty)
    return false;
  view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
  return true;
}

/**
 * CodeMirror in `host`. The page's policy forbids the styles that it would write into a page, but not those that a shadow
 * adopts. Tab indents code, and leaves it after Escape; in JSON, a field among others, it leaves at once.
 */
export function openCodeEditor(
  host: HTMLElement,
  language: CodeLanguage,
  text: string,
  props: () => CodeEditorProps,
): CodeEditor {
  const run = () => {
    const { onRun } = props();
    onRun?.();
    return onRun !== undefined;
  };
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        bracketMatching(),
        indentOnInput(),
        indentUnit.of('  '),
        EditorState.tabSize.of(2),
        keymap.of([
          { key: 'Mod-Enter', run },
          ...(language === 'javascript' ? [indentWithTab] : []),
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        language === 'javascript' ? javascriptLanguage : [jsonLanguage, EditorView.lineWrapping],
        syntaxHighlighting(colours),
        theme,
        EditorView.domEventHandlers({ beforeinput: typeOver }),
        EditorView.contentAttributes.of(() => props().attributes),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) props().onChange(state.doc.toString());
        }),
      ],
    }),
  });
  return {
    focus: ([anchor, head]) => {
      const { length } = view.state.doc;
      view.dispatch({ selection: { anchor: Math.min(anchor, length), head: Math.min(head, length) } });
      view.focus();
    },
    show: (next) => {
      const { doc } = view.state;
      const changes = doc.toString() === next ? [] : { from: 0, to: doc.length, insert: next };
      view.dispatch({ changes });
    },
    close: () => view.destroy(),
  };
}
