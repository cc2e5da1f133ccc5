import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { api } from '../../connection/api.ts';
import { copy } from '../../copy/index.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNote } from '../../parts/empty.tsx';
import { toast } from '../../parts/toast.tsx';
import { useLab } from './lab-context.ts';

/** Set to ask what the hand is raised for; its text is what the question begins with. */
export const handOpen = signal<string | undefined>(undefined);
export const handRaised = signal(false);

const longest = 280;

/** Raising a hand, with a few words or without. */
export function HandDialog() {
  const c = copy();
  const { attemptId } = useLab();
  const [message, setMessage] = useState(handOpen.value ?? '');
  const [error, setError] = useState<unknown>();
  const close = (): void => {
    handOpen.value = undefined;
  };
  const raise = async (): Promise<void> => {
    try {
      await api.raiseHand(attemptId, message.trim());
      handRaised.value = true;
      toast(c.handRaised);
      close();
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <Dialog title={c.handTitle} verb={c.raiseHand} onYes={() => void raise()} onClose={close}>
      <p>{c.handText}</p>
      <textarea
        aria-label={c.handLabel}
        placeholder={c.handLabel}
        rows={3}
        maxLength={longest}
        value={message}
        onInput={(event) => setMessage(event.currentTarget.value)}
      />
      {error !== undefined && <ProblemNote error={error} />}
    </Dialog>
  );
}

export async function lowerHand(attemptId: string): Promise<void> {
  await api.lowerHand(attemptId);
  handRaised.value = false;
  toast(copy().handLowered);
}
