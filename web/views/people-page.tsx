import { useState } from 'preact/hooks';
import type { PageProps } from '../app.tsx';
import { api } from '../connection/api.ts';
import { dateOnly } from '../copy/format.ts';
import { copy, locale } from '../copy/index.ts';
import { Loading, ProblemNote } from '../parts/empty.tsx';
import { useLoad } from '../parts/load.ts';
import { ClassFrame } from './class-frame.tsx';

/** Who is in the class, and how others join it. */
export function PeoplePage({ class: classId = '' }: PageProps) {
  const c = copy();
  const { state, again } = useLoad(classId, async () => {
    const [{ people }, { joinCode }] = await Promise.all([api.people(classId), api.class(classId)]);
    return { people, joinCode };
  });
  return (
    <ClassFrame classId={classId} page="people">
      <main class="page" data-panel="main" tabIndex={-1}>
        {state.is === 'loading' && <Loading />}
        {state.is === 'failed' && <ProblemNote error={state.error} retry={again} />}
        {state.is === 'here' && (
          <>
            {state.value.joinCode !== null && <JoinCard code={state.value.joinCode} />}
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">{c.name}</th>
                  <th scope="col">{c.role}</th>
                  <th scope="col">{c.section}</th>
                  <th scope="col">{c.joined}</th>
                </tr>
              </thead>
              <tbody>
                {state.value.people.map(({ id, name, role, section, joinedAt }) => (
                  <tr key={id}>
                    <td>{name}</td>
                    <td class="dim">{c.roles[role]}</td>
                    <td>{section ?? '–'}</td>
                    <td class="dim">{dateOnly(joinedAt, locale.value)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </main>
    </ClassFrame>
  );
}

function JoinCard({ code }: { readonly code: string }) {
  const c = copy();
  const [copied, setCopied] = useState(false);
  const link = `${location.origin}/j/${code}`;
  return (
    <div class="join-card">
      <div>
        <span class="dim small">{c.joinCode}</span>
        <div class="code">{`${code.slice(0, 3)} ${code.slice(3)}`}</div>
      </div>
      <div>
        <span class="dim small">{c.joinLink}</span>
        <div class="mono">{link}</div>
      </div>
      <button
        type="button"
        class="btn"
        onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}
      >
        {copied ? c.copied : c.copyLink}
      </button>
      <span class="dim small">{c.peopleLead}</span>
    </div>
  );
}
