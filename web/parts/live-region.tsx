import { signal } from '@preact/signals';

const gatherMs = 2000;
const spoken = signal('');
let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells a screen reader, politely; what comes within two seconds is said at once. */
export function announce(text: string): void {
  waiting.push(text);
  if (timer !== undefined) return;
  timer = setTimeout(() => {
    spoken.value = waiting.join(' ');
    waiting = [];
    timer = undefined;
  }, gatherMs);
}

export function LiveRegion() {
  return (
    <div class="sr" role="status" aria-live="polite">
      {spoken.value}
    </div>
  );
}
