import { computed, signal } from '@preact/signals';

const width = signal(innerWidth);
const height = signal(innerHeight);
addEventListener('resize', () => {
  width.value = innerWidth;
  height.value = innerHeight;
});

/** How much is shown at once: `wide` ≥1360, `middle` ≥1024, `narrow` ≥720, `phone` below. */
export const room = computed<'wide' | 'middle' | 'narrow' | 'phone'>(() => {
  if (width.value >= 1360) return 'wide';
  if (width.value >= 1024) return 'middle';
  return width.value >= 720 ? 'narrow' : 'phone';
});

export const windowHeight = computed(() => height.value);
