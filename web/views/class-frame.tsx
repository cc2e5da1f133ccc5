import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../connection/api.ts';
import type { ClassAssignment, ClassDetail } from '../connection/types.ts';
import { copy } from '../copy/index.ts';
import { useDestinations } from '../keys/goto.tsx';
import { useKeys } from '../keys/keys.ts';
import { type Crumb, TopBar } from '../parts/top-bar.tsx';
import { Link } from '../router/link.tsx';
import { navigate } from '../router/router.ts';
import { assignmentAtWork } from './at-work.ts';

interface ClassFrameProps {
  readonly classId: string;
  readonly page: 'live' | 'assignments' | 'grades' | 'people';
  /** Known on the live pages. */
  readonly assignment?: string;
  readonly title?: Crumb;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

interface Known {
  readonly detail: ClassDetail;
  readonly assignments: readonly ClassAssignment[];
}

const known = new Map<string, Known>();

/** The frame of a class's pages: where we are, and the way to the others. */
export function ClassFrame(props: ClassFrameProps) {
  const { classId, page, title, actions, children } = props;
  const c = copy();
  const here = useClass(classId);
  const live = props.assignment ?? assignmentAtWork(here?.assignments ?? [], Date.now())?.id;
  const pages = [
    ...(live === undefined ? [] : [['live', `/c/${classId}/live/${live}`] as const]),
    ['assignments', `/c/${classId}/assignments`] as const,
    ['grades', `/c/${classId}/grades`] as const,
    ['people', `/c/${classId}/people`] as const,
  ];
  const go = (name: string) => () => {
    const found = pages.find(([known]) => known === name);
    if (found) navigate(found[1]);
  };
  useKeys({ 'G A': go('assignments'), 'G L': go('live'), 'G R': go('grades') });
  useDestinations(() =>
    pages.map(([name]) => ({ kind: here?.detail.class.name ?? '', name: c[name], go: go(name) })),
  );
  const className = here?.detail.class.name ?? '';
  return (
    <div class="frame">
      <TopBar
        crumbs={[
          { name: className, ...(title ? { href: `/c/${classId}/assignments` } : {}) },
          ...(title ? [title] : []),
        ]}
        nav={
          <nav class="nav" aria-label={c.sections}>
            {pages.map(([name, href]) => (
              <Link key={name} href={href} current={name === page}>
                {c[name]}
              </Link>
            ))}
          </nav>
        }
      >
        {actions}
      </TopBar>
      {children}
    </div>
  );
}

function useClass(classId: string): Known | undefined {
  const [here, setHere] = useState(known.get(classId));
  useEffect(() => {
    Promise.all([api.class(classId), api.classAssignments(classId)]).then(
      ([detail, { assignments }]) => {
        known.set(classId, { detail, assignments });
        setHere({ detail, assignments });
      },
      // The page itself says what went wrong.
      () => undefined,
    );
  }, [classId]);
  return here;
}
