import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, linter, lintKeymap } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { parseAllDocuments } from 'yaml';

export interface EditorOptions {
  readonly text: string;
  readonly label: string;
  readonly readOnly: boolean;
  readonly isYaml: boolean;
  onChange(text: string): void;
  onProblems(count: number): void;
  onApply(): void;
  onSave(): void;
}

export interface Editor {
  /** Takes over what changed elsewhere; what is the same already keeps the cursor. */
  setText(text: string): void;
  destroy(): void;
}

/** A CodeMirror editor in the dock's colours. */
export function createEditor(parent: HTMLElement, options: EditorOptions): Editor {
  const view = new EditorView({
    parent,
    state: EditorState.create({ doc: options.text, extensions: extensionsFor(options) }),
  });
  return {
    setText(text) {
      const now = view.state.doc.toString();
      if (text === now) return;
      view.dispatch({ changes: { from: 0, to: now.length, insert: text } });
    },
    destroy: () => view.destroy(),
  };
}

function extensionsFor(options: EditorOptions): Extension {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': options.label }),
    EditorState.readOnly.of(options.readOnly),
    keymap.of([
      { key: 'Mod-Enter', preventDefault: true, run: () => done(options.onApply) },
      { key: 'Mod-s', preventDefault: true, run: () => done(options.onSave) },
      ...completionKeymap,
      ...lintKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      indentWithTab,
    ]),
    options.isYaml ? [yaml(), autocompletion(), linter((view) => lint(view, options))] : [],
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
    look,
    syntaxHighlighting(colours),
  ];
}

function done(action: () => void): true {
  action();
  return true;
}

function lint(view: EditorView, options: EditorOptions): readonly Diagnostic[] {
  const text = view.state.doc.toString();
  const documents = parseAllDocuments(text);
  const found = ('empty' in documents ? [] : documents).flatMap(({ errors }) =>
    errors.map(
      ({ pos: [from, to], message }): Diagnostic => ({
        from: Math.min(from, text.length),
        to: Math.min(Math.max(to, from), text.length),
        severity: 'error',
        message: message.split('\n')[0] ?? message,
      }),
    ),
  );
  options.onProblems(found.length);
  return found;
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--dock-blue)' },
  { tag: [tags.string, tags.content, tags.special(tags.string)], color: 'var(--dock-green)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--dock-amber)' },
  { tag: tags.comment, color: 'var(--dock-dim)' },
  { tag: [tags.separator, tags.punctuation, tags.meta], color: 'var(--dock-dim)' },
]);

const look = EditorView.theme(
  {
    '&': { height: '100%', color: 'var(--dock-ink)', backgroundColor: 'transparent' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { font: 'var(--t-code)', lineHeight: '18px' },
    '.cm-content': { padding: '9px 0', caretColor: 'var(--dock-green)' },
    '.cm-cursor': { borderLeftColor: 'var(--dock-green)', borderLeftWidth: '2px' },
    '.cm-gutters': { background: 'none', border: '0', color: '#6f8077' },
    '.cm-lineNumbers .cm-gutterElement': { minWidth: '36px', paddingRight: '10px' },
    '.cm-activeLine': { backgroundColor: '#1d2b2566' },
    '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { background: '#2d4a60' },
    '.cm-tooltip': {
      background: 'var(--dock-2)',
      border: '1px solid var(--dock-line)',
      color: 'var(--dock-ink)',
    },
    '.cm-diagnostic-error': { borderLeftColor: 'var(--dock-red)' },
  },
  { dark: true },
);
