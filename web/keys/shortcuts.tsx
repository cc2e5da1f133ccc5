import { copy } from '../copy/index.ts';
import { Dialog } from '../parts/dialog.tsx';

/** The list that `?` opens. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const { keyNames } = copy();
  const rows: readonly [string, string][] = [
    ['?', keyNames.help],
    ['F6 · ⇧F6', keyNames.panels],
    ['Alt 1…4', keyNames.panel],
    ['Ctrl/⌘ K', keyNames.goTo],
    ['J · K', keyNames.rows],
    ['Alt S', keyNames.skip],
    ['Alt R', keyNames.hand],
    ['Alt T', keyNames.terminals],
    ['Alt [ · Alt ]', keyNames.switch],
    ['Ctrl/⌘ Enter', keyNames.apply],
    ['← ↑ ↓ →', keyNames.mapArrows],
    ['Alt M', keyNames.mapSpeak],
  ];
  return (
    <Dialog title={copy().shortcuts} onClose={onClose}>
      <dl class="keys">
        {rows.map(([keys, name]) => (
          <>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{name}</dd>
          </>
        ))}
      </dl>
    </Dialog>
  );
}
