import { useEffect, useState } from 'preact/hooks';

export type Loaded<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'here'; readonly value: T }
  | { readonly is: 'failed'; readonly error: unknown };

/** Loads when `key` changes; `again` loads anew and keeps what is shown until it is there. */
export function useLoad<T>(
  key: string,
  load: () => Promise<T>,
): { readonly state: Loaded<T>; readonly again: () => void } {
  const [state, setState] = useState<Loaded<T> & { readonly key?: string }>({ is: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    load().then(
      (value) => wanted && setState({ is: 'here', value, key }),
      (error: unknown) => wanted && setState({ is: 'failed', error, key }),
    );
    return () => {
      wanted = false;
    };
  }, [key, turn]);
  const again = (): void => setTurn(turn + 1);
  return { state: state.key === key ? state : { is: 'loading' }, again };
}
