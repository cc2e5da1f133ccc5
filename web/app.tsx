import { useSignal } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { copy } from './copy/index.ts';
import { Goto } from './keys/goto.tsx';
import { useKeys } from './keys/keys.ts';
import { focusNextPanel } from './keys/panels.ts';
import { Shortcuts } from './keys/shortcuts.tsx';
import { Empty, Loading, ProblemNote } from './parts/empty.tsx';
import { LiveRegion } from './parts/live-region.tsx';
import { shortcutsOpen } from './parts/me-menu.tsx';
import { Toasts } from './parts/toast.tsx';
import { Link } from './router/link.tsx';
import { match } from './router/match.ts';
import { place } from './router/router.ts';
import { loadSession, me, sessionProblem } from './session.ts';
import { JoinPage } from './views/join-page.tsx';
import { SignInPage } from './views/sign-in-page.tsx';

/** A page's parameters from its path. */
export type PageProps = Readonly<Record<string, string>>;

type Page = ComponentType<PageProps>;

// A page's code comes when it is first opened; the lab page's own parts come later still.
const pages: Readonly<Record<string, () => Promise<Page>>> = {
  '/': () => import('./views/home-page.tsx').then((m) => m.HomePage),
  '/a/:assignment': () => import('./views/lab-page.tsx').then((m) => m.LabPage),
  '/c/:class/live/:assignment': () => import('./views/board-page.tsx').then((m) => m.BoardPage),
  '/c/:class/live/:assignment/projector': () =>
    import('./views/projector-page.tsx').then((m) => m.ProjectorPage),
  '/c/:class/live/:assignment/:attempt': () =>
    import('./views/watch-page.tsx').then((m) => m.WatchPage),
  '/c/:class/assignments': () =>
    import('./views/class-assignments-page.tsx').then((m) => m.ClassAssignmentsPage),
  '/c/:class/grades': () => import('./views/grades-page.tsx').then((m) => m.GradesPage),
  '/c/:class/people': () => import('./views/people-page.tsx').then((m) => m.PeoplePage),
};

export function App() {
  const goTo = useSignal(false);
  useKeys({
    '?': () => {
      shortcutsOpen.value = true;
    },
    'Ctrl+K': () => {
      goTo.value = true;
    },
    'Meta+K': () => {
      goTo.value = true;
    },
    F6: () => focusNextPanel(1),
    'Shift+F6': () => focusNextPanel(-1),
  });
  return (
    <>
      <Screen />
      <Toasts />
      <LiveRegion />
      {goTo.value && (
        <Goto
          onClose={() => {
            goTo.value = false;
          }}
        />
      )}
      {shortcutsOpen.value && (
        <Shortcuts
          onClose={() => {
            shortcutsOpen.value = false;
          }}
        />
      )}
    </>
  );
}

function Screen() {
  const path = place.value.pathname;
  if (sessionProblem.value !== undefined)
    return (
      <Alone>
        <ProblemNote error={sessionProblem.value} retry={() => void loadSession()} />
      </Alone>
    );
  if (me.value === undefined) return <Loading />;
  const { hash } = place.value;
  if (path === '/join' && hash.length > 1) return <SignInPage token={hash.slice(1)} />;
  const join = match('/j/:code', path);
  if (join) return <JoinPage code={join.code ?? ''} />;
  if (path === '/join' || me.value === null) return <JoinPage code="" />;
  for (const [pattern, load] of Object.entries(pages)) {
    const found = match(pattern, path);
    if (found) return <LazyPage key={pattern} load={load} parameters={found} />;
  }
  return <NotFound />;
}

function LazyPage({ load, parameters }: { load: () => Promise<Page>; parameters: PageProps }) {
  const [page, setPage] = useState<{ readonly view: Page }>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    load().then((view) => setPage({ view }), setError);
  }, [load]);
  if (error !== undefined)
    return (
      <Alone>
        <ProblemNote error={error} retry={() => location.reload()} />
      </Alone>
    );
  if (!page) return <Loading />;
  return <page.view key={Object.values(parameters).join('/')} {...parameters} />;
}

function NotFound() {
  const c = copy();
  return (
    <Alone>
      <Empty picture="pods" title={c.notFoundTitle} text={c.notFoundText}>
        <div class="actions">
          <Link href="/" class="btn">
            {c.toStart}
          </Link>
        </div>
      </Empty>
    </Alone>
  );
}

function Alone({ children }: { readonly children: ComponentChildren }) {
  return <main class="column">{children}</main>;
}
