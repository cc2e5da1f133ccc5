import { copy } from '../copy/index.ts';
import { room } from '../parts/width.ts';
import { arrange, arrangement, presets } from '../views/lab/arrangement.ts';
import { useLab } from '../views/lab/lab-context.ts';
import type { OpenFile } from './desk.ts';
import type { TabsProps } from './tabs.tsx';

/** One tab per open file; the others are in the list behind. */
export function FileTabs({ on, onShow, onNew }: TabsProps & { readonly onNew: () => void }) {
  const c = copy();
  const { desk } = useLab();
  const open = desk.open.value;
  const choose = (path: string): void => {
    onShow();
    if (path === '') onNew();
    else void desk.openFile(path);
  };
  return (
    <div class="tab-list end">
      <div class="tab-list" role="tablist" aria-label={c.files}>
        {open.map((file) => (
          <FileTab
            key={file.path}
            file={file}
            on={on && desk.file.value === file.path}
            canClose={open.length > 1 && desk.file.value === file.path}
            onChoose={choose}
          />
        ))}
      </div>
      <OtherFiles onChoose={choose} />
      {room.value !== 'phone' && <LayoutChoice />}
    </div>
  );
}

interface FileTabProps {
  readonly file: OpenFile;
  readonly on: boolean;
  readonly canClose: boolean;
  readonly onChoose: (path: string) => void;
}

function FileTab({ file, on, canClose, onChoose }: FileTabProps) {
  const c = copy();
  const { desk } = useLab();
  const { path, text, saved } = file;
  return (
    <span class="tab-place">
      <button
        type="button"
        role="tab"
        class="tab"
        aria-selected={on}
        onClick={() => onChoose(path)}
      >
        {text !== saved && (
          <>
            <i class="unsaved" aria-hidden="true" />
            <span class="sr">{c.unsaved}</span>
          </>
        )}
        {path}
      </button>
      {canClose && text === saved && (
        <button
          type="button"
          class="tab close"
          aria-label={c.closeFile(path)}
          onClick={() => desk.closeFile(path)}
        >
          ×
        </button>
      )}
    </span>
  );
}

/** The files that are not open, and a new one: its path is empty. */
function OtherFiles({ onChoose }: { readonly onChoose: (path: string) => void }) {
  const c = copy();
  const { desk } = useLab();
  const open = desk.open.value;
  const others = desk.files.value.filter(({ path }) => !open.some((file) => file.path === path));
  return (
    <select
      class="tab more"
      aria-label={c.files}
      value="more"
      onChange={(event) => {
        const { value } = event.currentTarget;
        event.currentTarget.value = 'more';
        onChoose(value);
      }}
    >
      <option value="more" disabled hidden>
        {c.files}
      </option>
      {others.map(({ path }) => (
        <option key={path}>{path}</option>
      ))}
      <option value="">{c.newFile}</option>
    </select>
  );
}

/** How map and dock share the bench. */
function LayoutChoice() {
  const c = copy();
  return (
    <select
      class="tab more"
      aria-label={c.layoutLabel}
      value={arrangement.value.preset}
      onChange={(event) => {
        const { value } = event.currentTarget;
        arrange({ preset: presets.find((known) => known === value) ?? 'over' });
      }}
    >
      {presets.map((preset) => (
        <option key={preset} value={preset}>
          {c.layouts[preset]}
        </option>
      ))}
    </select>
  );
}
