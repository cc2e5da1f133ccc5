import { effect, signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';

const stored = 'labset.theme';
const systemDark = matchMedia('(prefers-color-scheme: dark)');

/** What the person chose; the system decides until they have. */
export const theme = signal<Theme>(firstTheme());
const dark = signal(systemDark.matches);
systemDark.addEventListener('change', (event) => {
  dark.value = event.matches;
});

export function chooseTheme(chosen: Theme): void {
  localStorage.setItem(stored, chosen);
  theme.value = chosen;
}

effect(() => {
  const isDark = theme.value === 'dark' || (theme.value === 'system' && dark.value);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
});

function firstTheme(): Theme {
  const chosen = localStorage.getItem(stored);
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}
