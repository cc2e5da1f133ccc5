import { useState } from 'preact/hooks';
import { api } from '../../connection/api.ts';
import { copy } from '../../copy/index.ts';
import { ProblemNote } from '../../parts/empty.tsx';
import { toast } from '../../parts/toast.tsx';
import type { SelectedGrade } from './grade-rail.tsx';

interface OverrideFormProps {
  readonly classId: string;
  readonly selected: SelectedGrade;
  readonly onChanged: () => void;
}

/** Sets a score by hand, with its reason; what was set can be taken back. */
export function OverrideForm({ classId, selected, onChanged }: OverrideFormProps) {
  const { teach } = copy();
  const { column, row, cell } = selected;
  const [score, setScore] = useState(cell.score === null ? '' : String(cell.score));
  const [reason, setReason] = useState(cell.override?.reason ?? '');
  const { busy, error, carryOut } = useChange(onChanged);
  const { name, id: person } = row.person;
  const set = (): Promise<void> => {
    const override = { score: Number(score), reason: reason.trim() };
    return carryOut(
      () => api.overrideGrade(classId, column.id, person, override),
      teach.overrideDone(name, override.score),
    );
  };
  const restore = (): Promise<void> =>
    carryOut(() => api.restoreGrade(classId, column.id, person), teach.restoreDone(name));
  return (
    <form
      class="grade-part form"
      onSubmit={(event) => {
        event.preventDefault();
        void set();
      }}
    >
      <h3>{teach.overrideTitle}</h3>
      <label>
        {teach.overrideScore(column.points)}
        <input
          type="number"
          inputmode="decimal"
          required
          min={0}
          max={100_000}
          step="any"
          value={score}
          onInput={(event) => setScore(event.currentTarget.value)}
        />
      </label>
      <ReasonField reason={reason} onInput={setReason} />
      {error !== undefined && <ProblemNote error={error} />}
      <div class="actions">
        <button type="submit" class="btn primary" disabled={busy}>
          {teach.overrideDo}
        </button>
        {cell.override && (
          <button type="button" class="btn" disabled={busy} onClick={() => void restore()}>
            {teach.restoreDo}
          </button>
        )}
      </div>
    </form>
  );
}

interface ReasonFieldProps {
  readonly reason: string;
  readonly onInput: (reason: string) => void;
}

function ReasonField({ reason, onInput }: ReasonFieldProps) {
  const { teach } = copy();
  return (
    <label>
      {teach.overrideReason} <span>{teach.overrideReasonHint}</span>
      <textarea
        rows={2}
        required
        maxLength={500}
        value={reason}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

/** Carries out one change at a time and says that it is done. */
function useChange(onChanged: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const carryOut = async (change: () => Promise<unknown>, said: string): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await change();
      toast(said);
      onChanged();
    } catch (caught) {
      setError(caught);
    }
    setBusy(false);
  };
  return { busy, error, carryOut };
}
