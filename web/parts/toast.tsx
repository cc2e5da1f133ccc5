import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly icon?: ComponentChildren;
}

const shownMs = 6000;
const most = 2;
const toasts = signal<readonly Toast[]>([]);
let made = 0;

/** Says something in passing. Never for errors: those stand beside what caused them. */
export function toast(text: string, icon?: ComponentChildren): void {
  made += 1;
  toasts.value = [...toasts.value, { id: made, text, icon }].slice(-most);
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((known) => known.id !== id);
}

export function Toasts() {
  return (
    <div class="toasts" role="status">
      {toasts.value.map((shown) => (
        <ToastLine key={shown.id} toast={shown} />
      ))}
    </div>
  );
}

function ToastLine({ toast: { id, text, icon } }: { readonly toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), shownMs);
    return () => clearTimeout(timer);
  }, [held, id]);
  return (
    <div class="toast" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
      {icon}
      <span>{text}</span>
    </div>
  );
}
