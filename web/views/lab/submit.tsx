import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { api } from '../../connection/api.ts';
import { copy } from '../../copy/index.ts';
import { now } from '../../parts/clock.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNote } from '../../parts/empty.tsx';
import { toast } from '../../parts/toast.tsx';
import { useLab } from './lab-context.ts';

export const submitOpen = signal(false);
export const resetOpen = signal(false);

/** Handing in what the cluster is now. */
export function SubmitDialog({ onDone }: { readonly onDone: () => void }) {
  const c = copy();
  const { attemptId, detail } = useLab();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const close = (): void => {
    submitOpen.value = false;
  };
  const submit = async (): Promise<void> => {
    setBusy(true);
    try {
      const { submission } = await api.submit(attemptId);
      toast(c.submitted(submission.score, submission.points));
      close();
      onDone();
    } catch (caught) {
      setError(caught);
    }
    setBusy(false);
  };
  const policy = detail?.assignment.policy;
  const limit = policy?.submissions;
  const left = limit === undefined ? undefined : limit - (detail?.submissions ?? 0) - 1;
  const due = detail?.assignment.dueAt ?? null;
  const late = due !== null && now.value > due;
  return (
    <Dialog
      title={c.submitTitle}
      verb={c.submit}
      busy={busy}
      onYes={() => void submit()}
      onClose={close}
    >
      <p>{c.submitText(left)}</p>
      {late && policy && <p class="wait">{c.submitLate(policy.latePercentPerDay)}</p>}
      {error !== undefined && <ProblemNote error={error} />}
    </Dialog>
  );
}

/** Back to how the cluster began; asks first. */
export function ResetDialog() {
  const c = copy();
  const { attemptId } = useLab();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const close = (): void => {
    resetOpen.value = false;
  };
  const reset = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.reset(attemptId);
      toast(c.resetDone);
      close();
    } catch (caught) {
      setError(caught);
    }
    setBusy(false);
  };
  return (
    <Dialog
      title={c.resetTitle}
      verb={c.startAgain}
      busy={busy}
      onYes={() => void reset()}
      onClose={close}
    >
      <p>{c.resetText}</p>
      {error !== undefined && <ProblemNote error={error} />}
    </Dialog>
  );
}
