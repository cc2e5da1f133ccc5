const selector = '[data-panel]';

/** Focuses the next (or previous) panel in sight; from the terminal too. */
export function focusNextPanel(by: 1 | -1): void {
  const panels = [...document.querySelectorAll<HTMLElement>(selector)].filter(isVisible);
  if (panels.length === 0) return;
  const at = panels.findIndex((panel) => panel.contains(document.activeElement));
  const next = panels[(at + by + panels.length) % panels.length];
  if (next) focusIn(next);
}

/** Focuses a panel by its name; false when it isn't in sight. */
export function focusPanel(name: string): boolean {
  const panel = document.querySelector<HTMLElement>(`[data-panel="${name}"]`);
  if (!panel || !isVisible(panel)) return false;
  focusIn(panel);
  return true;
}

function focusIn(panel: HTMLElement): void {
  const inner = panel.querySelector<HTMLElement>(
    '.xterm-helper-textarea, .cm-content, [data-first]',
  );
  (inner ?? panel).focus();
}

function isVisible(element: HTMLElement): boolean {
  return element.checkVisibility();
}
