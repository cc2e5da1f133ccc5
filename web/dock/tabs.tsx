import { copy } from '../copy/index.ts';
import { room } from '../parts/width.ts';
import { arrange, arrangement, presets } from '../views/lab/arrangement.ts';
import { useLab } from '../views/lab/lab-context.ts';

interface TabsProps {
  readonly on: boolean;
  readonly onShow: () => void;
}

/** One tab per terminal, and one for another. */
export function TerminalTabs({ on, onShow }: TabsProps) {
  const c = copy();
  const { desk, readOnly } = useLab();
  const list = desk.terminals.value;
  return (
    <div class="tab-list" role="tablist" aria-label={c.terminal}>
      {list.map(({ id }, i) => (
        <span key={id} class="tab-place">
          <button
            type="button"
            role="tab"
            class="tab"
            aria-selected={on && desk.terminal.value === id}
            onClick={() => {
              desk.terminal.value = id;
              onShow();
            }}
          >
            {c.terminalN(i + 1)}
          </button>
          {list.length > 1 && on && desk.terminal.value === id && (
            <button
              type="button"
              class="tab close"
              aria-label={c.closeTerminal(i + 1)}
              onClick={() => desk.closeTerminal(id)}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {!readOnly && (
        <button
          type="button"
          class="tab"
          aria-label={c.newTerminal}
          onClick={() => {
            desk.newTerminal();
            onShow();
          }}
        >
          +
        </button>
      )}
    </div>
  );
}

/** One tab per open file; the others are in the list behind. */
export function FileTabs({ on, onShow, onNew }: TabsProps & { readonly onNew: () => void }) {
  const c = copy();
  const { desk } = useLab();
  const open = desk.open.value;
  const others = desk.files.value.filter(({ path }) => !open.some((file) => file.path === path));
  const choose = (path: string): void => {
    onShow();
    if (path === '') onNew();
    else void desk.openFile(path);
  };
  return (
    <div class="tab-list end">
      <div class="tab-list" role="tablist" aria-label={c.files}>
        {open.map(({ path, text, saved }) => (
          <span key={path} class="tab-place">
            <button
              type="button"
              role="tab"
              class="tab"
              aria-selected={on && desk.file.value === path}
              onClick={() => choose(path)}
            >
              {text !== saved && (
                <>
                  <i class="unsaved" aria-hidden="true" />
                  <span class="sr">{c.unsaved}</span>
                </>
              )}
              {path}
            </button>
            {open.length > 1 && desk.file.value === path && text === saved && (
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
        ))}
      </div>
      <select
        class="tab more"
        aria-label={c.files}
        value="more"
        onChange={(event) => {
          const { value } = event.currentTarget;
          event.currentTarget.value = 'more';
          choose(value);
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
      {room.value !== 'phone' && (
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
      )}
    </div>
  );
}
