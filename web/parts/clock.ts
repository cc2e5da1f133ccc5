import { signal } from '@preact/signals';

/** This machine's time; moves once a second, and not at all while nobody looks. */
export const now = signal(Date.now());

let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now.value = Date.now();
}

function follow(): void {
  clearInterval(timer);
  if (document.hidden) return;
  tick();
  timer = setInterval(tick, 1000);
}

document.addEventListener('visibilitychange', follow);
follow();
