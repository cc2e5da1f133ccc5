import { copy } from '../../copy/index.ts';
import { Link } from '../../router/link.tsx';
import { place } from '../../router/router.ts';
import { useLab } from './lab-context.ts';
import { type LabView, labViews } from './lab-views.ts';

/** The lab's views along the bottom of a small screen. */
export function PhoneTabs({ view }: { readonly view: LabView }) {
  const c = copy();
  const { connection } = useLab();
  const waits = connection.state.value.waits.length;
  const href = (to: LabView): string => {
    const url = new URL(place.value);
    url.searchParams.set('view', to);
    return url.pathname + url.search;
  };
  return (
    <nav class="phone-tabs" aria-label={c.sections}>
      {labViews.map((known) => (
        <Link key={known} href={href(known)} current={known === view}>
          {c[known]}
          {known === 'map' && waits > 0 && <i>{c.waitingCount(waits)}</i>}
        </Link>
      ))}
    </nav>
  );
}
