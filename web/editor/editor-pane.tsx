import { useEffect, useRef, useState } from 'preact/hooks';
import { copy } from '../copy/index.ts';
import type { OpenFile } from '../dock/desk.ts';
import { useLab } from '../views/lab/lab-context.ts';
import { createEditor, type Editor } from './code-mirror.ts';
import { manifestKinds } from './manifest.ts';

/** The chosen file, with its problems beside the lines that cause them. */
export function EditorPane() {
  const c = copy();
  const { desk } = useLab();
  const file = desk.open.value.find(({ path }) => path === desk.file.value);
  return (
    <div class="editor" data-panel="editor" tabIndex={-1}>
      {file ? <OpenEditor key={file.path} file={file} /> : <p class="dock-note">{c.noFiles}</p>}
    </div>
  );
}

function OpenEditor({ file }: { readonly file: OpenFile }) {
  const c = copy();
  const { desk } = useLab();
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | undefined>(undefined);
  const [problems, setProblems] = useState(0);
  const { path, text, readOnly } = file;
  useEffect(() => {
    if (!place.current) return;
    const made = createEditor(place.current, {
      text,
      label: path,
      readOnly,
      isYaml: /\.ya?ml$/.test(path),
      onChange: (changed) => desk.edit(path, changed),
      onProblems: setProblems,
      onApply: () => void desk.apply(path),
      onSave: () => void desk.save(path),
    });
    editor.current = made;
    return () => made.destroy();
  }, [path]);
  const { version } = file;
  useEffect(() => {
    // Only what changed elsewhere: to follow its own changes it would fight with who types.
    if (version > 0) editor.current?.setText(text);
  }, [version]);
  const kinds = manifestKinds(text);
  return (
    <>
      <div class="code-place" ref={place} />
      {desk.problem.value !== undefined && (
        <p class="dock-problem" role="alert">
          {desk.problem.value}
        </p>
      )}
      <div class="editor-state">
        <span class={problems === 0 ? 'green' : 'red'}>
          {problems === 0 ? c.noProblems : c.problems(problems)}
        </span>
        <span>{readOnly ? c.readOnlyFile : kinds}</span>
        {!readOnly && (
          <button type="button" class="link end" onClick={() => void desk.apply(path)}>
            {c.applyFile} <kbd>Ctrl Enter</kbd>
          </button>
        )}
      </div>
    </>
  );
}
