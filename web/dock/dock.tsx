import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { copy } from '../copy/index.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Later } from '../parts/later.tsx';
import { Splitter } from '../parts/splitter.tsx';
import { room } from '../parts/width.ts';
import { arrange, arrangement } from '../views/lab/arrangement.ts';
import { useLab } from '../views/lab/lab-context.ts';
import { FileTabs } from './file-tabs.tsx';
import { TerminalTabs } from './tabs.tsx';

const terminalView = async (): Promise<ComponentType> => {
  const { loadTerminalFonts, TerminalView } = await import('../terminal/terminal-view.tsx');
  await loadTerminalFonts();
  return TerminalView;
};
const editorPane = (): Promise<ComponentType> =>
  import('../editor/editor-pane.tsx').then((m) => m.EditorPane);

interface DockProps {
  /** Where there is no room for both. */
  readonly only?: 'terminal' | 'editor';
}

/** The work dock: terminals and, beside or instead, the files. */
export function Dock({ only }: DockProps) {
  const c = copy();
  const { desk, readOnly, connection } = useLab();
  const [chosen, setChosen] = useState<'terminal' | 'editor'>('terminal');
  const [naming, setNaming] = useState(false);
  const both = only === undefined && room.value === 'wide' && !readOnly;
  const shown = only ?? (both ? undefined : chosen);
  // Also after a reset: the home folder is a new one then.
  const linked = connection.state.value.known;
  useEffect(() => {
    if (linked && !readOnly) void desk.loadFiles();
  }, [desk, linked, readOnly]);
  useReloadAfterCommands();
  const { editor } = arrangement.value;
  return (
    <section class="dock" aria-label={c.bench}>
      <div class="tabs">
        {shown !== 'editor' || only === undefined ? (
          <TerminalTabs on={shown !== 'editor'} onShow={() => setChosen('terminal')} />
        ) : null}
        {!readOnly && (shown !== 'terminal' || only === undefined) && (
          <FileTabs
            on={shown !== 'terminal'}
            onShow={() => setChosen('editor')}
            onNew={() => setNaming(true)}
          />
        )}
      </div>
      <div
        class="panes"
        style={both ? { gridTemplateColumns: `minmax(0, 1fr) 1px ${editor}px` } : {}}
      >
        {shown !== 'editor' && (
          <div class="terminal-pane" data-panel="terminal" tabIndex={-1}>
            <Later load={terminalView} />
          </div>
        )}
        {both && (
          <Splitter
            direction="col"
            label={c.files}
            value={editor}
            min={260}
            max={720}
            reversed
            onChange={(value) => arrange({ editor: value })}
          />
        )}
        {!readOnly && shown !== 'terminal' && <Later load={editorPane} />}
      </div>
      {naming && <NewFileDialog onClose={() => setNaming(false)} />}
    </section>
  );
}

/** A command may have changed files. */
function useReloadAfterCommands(): void {
  const { desk, readOnly } = useLab();
  const busy = desk.terminals.value.some(({ running }) => running.value);
  useEffect(() => {
    if (!busy && !readOnly && desk.files.peek().length > 0) void desk.loadFiles();
  }, [busy, desk, readOnly]);
}

function NewFileDialog({ onClose }: { readonly onClose: () => void }) {
  const c = copy();
  const { desk } = useLab();
  const [path, setPath] = useState('');
  const create = (): void => {
    if (path.trim() === '') return;
    onClose();
    void desk.createFile(path.trim());
  };
  return (
    <Dialog title={c.newFileTitle} verb={c.create} onYes={create} onClose={onClose}>
      <input
        class="mono"
        aria-label={c.newFileLabel}
        placeholder="web.yaml"
        value={path}
        spellcheck={false}
        onInput={(event) => setPath(event.currentTarget.value)}
      />
    </Dialog>
  );
}
