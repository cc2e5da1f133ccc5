import { copy } from '../copy/index.ts';
import { useLab } from '../views/lab/lab-context.ts';

export interface TabsProps {
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
