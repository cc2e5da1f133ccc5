import { useEffect, useRef, useState } from 'preact/hooks';
import { copy } from '../../copy/index.ts';
import { announce } from '../../parts/live-region.tsx';

interface CopyFieldProps {
  readonly label: string;
  readonly text: string;
  /** The button's verb. */
  readonly verb: string;
  readonly class?: string;
}

const shownMs = 3000;

/** A text to hand on, with a button that copies it; where copying is barred it is selected. */
export function CopyField({ label, text, verb, class: name }: CopyFieldProps) {
  const c = copy();
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'barred'>();
  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = setTimeout(() => setOutcome(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const take = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
      announce(c.copied);
    } catch {
      input.current?.focus();
      input.current?.select();
      setOutcome('barred');
    }
  };
  return (
    <div class="copy-field">
      <label>
        {label}
        <input
          ref={input}
          class={name === undefined ? 'mono' : `mono ${name}`}
          readOnly
          value={text}
          size={text.length}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <button type="button" class="btn" onClick={() => void take()}>
        {outcome === 'copied' ? c.copied : verb}
      </button>
      {outcome === 'barred' && (
        <p role="alert" class="wait">
          {c.teach.copyFailed}
        </p>
      )}
    </div>
  );
}
