import { useEffect, useState } from 'preact/hooks';
import { api } from '../connection/api.ts';
import type { Person } from '../connection/types.ts';
import { copy } from '../copy/index.ts';
import { ProblemNote } from '../parts/empty.tsx';
import { Mark } from '../parts/glyphs.tsx';
import { LanguageChoice } from '../parts/me-menu.tsx';
import { navigate, place } from '../router/router.ts';
import { isDemo, loadSession, me } from '../session.ts';
import { JoinPicture } from './join-picture.tsx';

/** Joining a class by name and code; who is signed in keeps their name. */
export function JoinPage({ code }: { readonly code: string }) {
  return (
    <div class="join">
      <main>
        <span class="logo">
          <Mark />
          <span>LabSet</span>
        </span>
        <JoinForm code={code} />
        <footer>
          <LanguageChoice short={false} />
        </footer>
      </main>
      <JoinPicture />
    </div>
  );
}

function JoinForm({ code }: { readonly code: string }) {
  const c = copy();
  const known = me.value ?? null;
  const [name, setName] = useState('');
  const [typed, setTyped] = useState(code);
  const { busy, error, join } = useJoin();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void join(typed, name.trim());
      }}
    >
      <h1>{c.joinTitle}</h1>
      <p class="lead">{c.joinLead}</p>
      {known === null && (
        <label>
          {c.yourName}
          <input
            value={name}
            required
            maxLength={60}
            autocomplete="name"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
      )}
      <label>
        {c.joinCode}
        {code !== '' && <span>{c.prefilled}</span>}
        <input
          class="mono"
          value={typed}
          required
          maxLength={12}
          autocapitalize="characters"
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="btn primary big" disabled={busy}>
        {known === null ? c.openCluster : c.joinClass}
      </button>
      {error !== undefined && <ProblemNote error={error} />}
      <p class="fine">{c.joinFine}</p>
      {isDemo.value && known === null && <DemoPeople />}
    </form>
  );
}

/** Joins, and leaves the page of the link that led here. */
function useJoin() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const join = async (code: string, name: string): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await api.join(code, name);
      await loadSession();
      if (/^\/(j|join)(\/|$)/.test(place.value.pathname)) navigate('/', { replace: true });
    } catch (caught) {
      setError(caught);
    }
    setBusy(false);
  };
  return { busy, error, join };
}

/** On a demo installation anybody may look around as one of its people. */
function DemoPeople() {
  const c = copy();
  const [people, setPeople] = useState<readonly Person[]>([]);
  useEffect(() => {
    api.demo().then(
      (answer) => setPeople(answer.people),
      () => setPeople([]),
    );
  }, []);
  const enter = async (person: Person): Promise<void> => {
    await api.demoSignIn(person.id);
    await loadSession();
  };
  if (people.length === 0) return null;
  return (
    <div class="demo">
      <span>{c.demoTitle}</span>
      <div class="actions">
        {people.map((person) => (
          <button
            key={person.id}
            type="button"
            class="btn small"
            onClick={() => void enter(person)}
          >
            {person.name}
            {person.teaches && <span class="dim">{c.demoTeacher}</span>}
          </button>
        ))}
      </div>
    </div>
  );
}
