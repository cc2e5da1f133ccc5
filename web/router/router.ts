import { computed, signal } from '@preact/signals';

const current = signal(new URL(location.href));

addEventListener('popstate', () => {
  current.value = new URL(location.href);
});

/** Where we are. The URL holds every state that is worth showing to somebody else. */
export const place = computed(() => current.value);

/** Goes to a path of the console; Back undoes it unless it replaces. */
export function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  const url = new URL(to, current.value);
  if (url.href === current.value.href) return;
  if (options.replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  current.value = url;
}

/** Sets parameters of the query in place; null removes one. */
export function setQuery(
  changes: Readonly<Record<string, string | null>>,
  options: { readonly replace?: boolean } = {},
): void {
  const url = new URL(current.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  navigate(url.href, options);
}

/** A parameter of the query. */
export function query(name: string): string | undefined {
  return place.value.searchParams.get(name) ?? undefined;
}
