import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../connection/api.ts';
import type { LabSummary } from '../../connection/types.ts';
import { copy, pick } from '../../copy/index.ts';
import { Loading, ProblemNote } from '../../parts/empty.tsx';
import { useLoad } from '../../parts/load.ts';
import { toast } from '../../parts/toast.tsx';
import { setQuery } from '../../router/router.ts';
import { type AssignmentDraft, asked, emptyDraft } from './assignment-draft.ts';

interface AssignFormProps {
  readonly classId: string;
  readonly onAssigned: () => void;
}

/** Gives a lab of the catalogue to a class. */
export function AssignForm({ classId, onAssigned }: AssignFormProps) {
  const { teach } = copy();
  const { state, again } = useLoad('labs', () => api.labs());
  return (
    <section class="assign" aria-label={teach.assignTitle}>
      <h2>{teach.assignTitle}</h2>
      {state.is === 'loading' && <Loading />}
      {state.is === 'failed' && <ProblemNote error={state.error} retry={again} />}
      {state.is === 'here' && state.value.labs.length === 0 && <p class="dim">{teach.noLabs}</p>}
      {state.is === 'here' && state.value.labs.length > 0 && (
        <Fields classId={classId} labs={state.value.labs} onAssigned={onAssigned} />
      )}
    </section>
  );
}

interface FieldsProps extends AssignFormProps {
  readonly labs: readonly LabSummary[];
}

function Fields({ classId, labs, onAssigned }: FieldsProps) {
  const c = copy();
  const [draft, setDraft] = useState<AssignmentDraft>(emptyDraft(labs[0]?.id ?? ''));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const change = (part: Partial<AssignmentDraft>): void => setDraft({ ...draft, ...part });
  const lab = labs.find(({ id }) => id === draft.lab);
  const close = (): void => setQuery({ new: null }, { replace: true });
  const assign = async (): Promise<void> => {
    if (!lab) return;
    setBusy(true);
    setError(undefined);
    try {
      await api.assign(classId, asked(draft, lab.title));
      toast(c.teach.assignDone);
      onAssigned();
      close();
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void assign();
      }}
    >
      <LabChoice labs={labs} chosen={draft.lab} onChoose={(id) => change({ lab: id })} />
      <Titles draft={draft} lab={lab} change={change} />
      <Dates draft={draft} change={change} />
      {error !== undefined && <ProblemNote error={error} />}
      <div class="actions">
        <button type="submit" class="btn primary" disabled={busy}>
          {c.teach.assignConfirm}
        </button>
        <button type="button" class="btn" onClick={close}>
          {c.cancel}
        </button>
      </div>
    </form>
  );
}

interface LabChoiceProps {
  readonly labs: readonly LabSummary[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

function LabChoice({ labs, chosen, onChoose }: LabChoiceProps) {
  const { teach } = copy();
  return (
    <fieldset class="labs">
      <legend>{teach.chooseLab}</legend>
      {labs.map(({ id, title, summary, minutes, points }) => (
        <label key={id} class="lab-choice">
          <input type="radio" name="lab" checked={id === chosen} onChange={() => onChoose(id)} />
          <span>
            <b>{pick(title)}</b>
            <small>{pick(summary)}</small>
          </span>
          <small>{teach.labAbout(minutes, points)}</small>
        </label>
      ))}
    </fieldset>
  );
}

interface PartProps {
  readonly draft: AssignmentDraft;
  readonly change: (part: Partial<AssignmentDraft>) => void;
}

function Titles({ draft, change, lab }: PartProps & { readonly lab: LabSummary | undefined }) {
  const { teach } = copy();
  return (
    <fieldset class="pair">
      <legend>
        {teach.assignmentTitles} <span>{teach.titleNote}</span>
      </legend>
      <Field label={teach.titleKo}>
        <input
          lang="ko"
          maxLength={120}
          placeholder={lab?.title.ko}
          value={draft.titleKo}
          onInput={(event) => change({ titleKo: event.currentTarget.value })}
        />
      </Field>
      <Field label={teach.titleEn}>
        <input
          lang="en"
          maxLength={120}
          placeholder={lab?.title.en}
          value={draft.titleEn}
          onInput={(event) => change({ titleEn: event.currentTarget.value })}
        />
      </Field>
    </fieldset>
  );
}

function Dates({ draft, change }: PartProps) {
  const { teach } = copy();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const dates = [
    ['opensAt', teach.opensAt, teach.opensNote],
    ['dueAt', teach.dueAt, teach.dueNote],
    ['closesAt', teach.closesAt, teach.closesNote],
  ] as const;
  return (
    <fieldset class="trio">
      <legend>
        {teach.dates} <span>{teach.yourTime(zone)}</span>
      </legend>
      {dates.map(([name, label, note]) => (
        <Field key={name} label={label} note={note}>
          <input
            type="datetime-local"
            value={draft[name]}
            onInput={(event) => change({ [name]: event.currentTarget.value })}
          />
        </Field>
      ))}
      <Field label={teach.latePercent}>
        <input
          type="number"
          inputmode="decimal"
          required
          min={0}
          max={100}
          step="any"
          value={draft.latePercent}
          onInput={(event) => change({ latePercent: event.currentTarget.value })}
        />
      </Field>
    </fieldset>
  );
}

interface FieldProps {
  readonly label: string;
  readonly note?: string;
  readonly children: ComponentChildren;
}

function Field({ label, note, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what it is given
    <label>
      {label}
      {children}
      {note !== undefined && <small>{note}</small>}
    </label>
  );
}
