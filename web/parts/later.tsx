import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part whose code comes when it is first shown; its place is there from the start. */
export function Later({ load }: { readonly load: () => Promise<ComponentType> }) {
  const [view, setView] = useState<{ readonly part: ComponentType }>();
  useEffect(() => {
    let wanted = true;
    void load().then((part) => wanted && setView({ part }));
    return () => {
      wanted = false;
    };
  }, [load]);
  return view ? <view.part /> : null;
}
