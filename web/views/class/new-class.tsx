import { useState } from 'preact/hooks';
import { api } from '../../connection/api.ts';
import { copy } from '../../copy/index.ts';
import { ProblemNote } from '../../parts/empty.tsx';
import { navigate } from '../../router/router.ts';
import '../../styles/class.css';

/** Makes a class; its people page, with the join link, comes next. */
export function NewClass() {
  const { teach } = copy();
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const make = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const made = await api.newClass(name.trim());
      navigate(`/c/${made.class.id}/people`);
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };
  return (
    <form
      class="assign"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <h2>{teach.newClass}</h2>
      <label>
        {teach.newClassName}{' '}
        <input
          type="text"
          required
          maxLength={80}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>{' '}
      <button type="submit" class="btn primary" disabled={busy || name.trim() === ''}>
        {teach.newClassDo}
      </button>
      {error !== undefined && <ProblemNote error={error} />}
    </form>
  );
}
