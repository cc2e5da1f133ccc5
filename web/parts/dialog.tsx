import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { copy } from '../copy/index.ts';

interface DialogProps {
  readonly title: string;
  readonly wide?: boolean;
  /** The verb that answers the title; absent when there is nothing to decide. */
  readonly verb?: string;
  readonly busy?: boolean;
  readonly onYes?: () => void;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}

/** The title asks, the buttons answer with verbs. */
export function Dialog({ title, wide, verb, busy, onYes, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return (
    <dialog
      ref={element}
      class={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby="dialog-title"
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onYes?.();
        }}
      >
        <h2 id="dialog-title">{title}</h2>
        {children}
        <div class="actions">
          <button type="button" class="btn" onClick={onClose}>
            {verb === undefined ? copy().close : copy().cancel}
          </button>
          {verb !== undefined && (
            <button type="submit" class="btn primary" disabled={busy}>
              {verb}
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}
