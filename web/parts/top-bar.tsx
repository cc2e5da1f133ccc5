import type { ComponentChildren } from 'preact';
import { copy } from '../copy/index.ts';
import { Link } from '../router/link.tsx';
import { Mark } from './glyphs.tsx';
import { MeMenu } from './me-menu.tsx';

export interface Crumb {
  readonly name: string;
  readonly href?: string;
}

interface TopBarProps {
  readonly crumbs: readonly Crumb[];
  readonly nav?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** The bar over every page: where we are, where else to go, what can be done. */
export function TopBar({ crumbs, nav, children }: TopBarProps) {
  return (
    <header class="top">
      <Link href="/" class="logo" label="LabSet">
        <Mark />
        <span>LabSet</span>
      </Link>
      <nav class="crumb" aria-label={copy().where}>
        {crumbs.map(({ name, href }, i) => (
          <>
            {i > 0 && <span class="sep back">/</span>}
            {href === undefined ? (
              <b aria-current="page">{name}</b>
            ) : (
              <Link href={href} class="back">
                {name}
              </Link>
            )}
          </>
        ))}
      </nav>
      <span class="space" />
      {nav}
      {children}
      <MeMenu />
    </header>
  );
}
