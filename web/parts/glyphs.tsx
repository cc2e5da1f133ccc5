import type { TaskStanding } from '../../durable-objects/grading/results.ts';

interface GlyphProps {
  readonly size?: number;
}

/** The product's mark: pods above the ground line, what stays below it. */
export function Mark() {
  return (
    <svg width="22" height="18" viewBox="0 0 22 18" aria-hidden="true">
      <rect x="1" y="2" width="5" height="8" fill="var(--ok-fill)" />
      <rect x="8.5" y="2" width="5" height="8" fill="var(--ok-fill)" />
      <rect
        x="16.5"
        y="2.5"
        width="4"
        height="7"
        fill="none"
        stroke="var(--ghost)"
        stroke-dasharray="2 1.5"
      />
      <path
        d="M0 12.5h22M3.5 13v4M11 13v4M18.5 13v4"
        stroke="var(--ink)"
        stroke-width="1.6"
        fill="none"
      />
    </svg>
  );
}

/** The state of a task, as a shape that needs no colour. */
export function TaskGlyph({ standing, size = 16 }: GlyphProps & { standing: TaskStanding }) {
  return (
    <svg class="glyph" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[standing]}
    </svg>
  );
}

const shapes: Readonly<Record<TaskStanding, preact.ComponentChildren>> = {
  todo: <circle cx="8" cy="8" r="6.2" fill="none" stroke="var(--ghost)" stroke-width="1.5" />,
  waiting: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.2"
        fill="none"
        stroke="var(--wait-fill)"
        stroke-width="1.6"
        stroke-dasharray="3 2.2"
      />
      <path
        d="M8 4.8V8l2.2 1.6"
        fill="none"
        stroke="var(--wait)"
        stroke-width="1.6"
        stroke-linecap="round"
      />
    </>
  ),
  partly: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="var(--ok-fill)" stroke-width="1.6" />
      <path d="M8 3.6a4.4 4.4 0 0 1 0 8.8z" fill="var(--ok-fill)" />
    </>
  ),
  met: (
    <>
      <circle cx="8" cy="8" r="7" fill="var(--ok-fill)" />
      <path
        d="M4.6 8.3l2.4 2.4 4.4-5"
        fill="none"
        stroke="var(--sheet)"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </>
  ),
  unmet: (
    <>
      <rect x="1.6" y="1.6" width="12.8" height="12.8" rx="2" fill="var(--fail-fill)" />
      <path
        d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6"
        stroke="var(--sheet)"
        stroke-width="1.8"
        stroke-linecap="round"
      />
    </>
  ),
  locked: (
    <>
      <rect
        x="3"
        y="7"
        width="10"
        height="7"
        rx="1.5"
        fill="none"
        stroke="var(--ghost)"
        stroke-width="1.5"
      />
      <path
        d="M5.3 7V5a2.7 2.7 0 0 1 5.4 0v2"
        fill="none"
        stroke="var(--ghost)"
        stroke-width="1.5"
      />
    </>
  ),
};

const icons = {
  skip: 'M2.5 4l5 4-5 4zM8.5 4l5 4-5 4z',
  again: 'M3.2 8a4.8 4.8 0 1 0 1.6-3.6M4.6 1.8v2.8h2.8',
  hand: 'M4.5 8.5V4.2a1 1 0 0 1 2 0V7M6.5 7V2.9a1 1 0 0 1 2 0V7M8.5 7V3.4a1 1 0 0 1 2 0v4M10.5 7.6V5.4a1 1 0 0 1 2 0v4.1c0 3-1.8 5-4.6 5-2.2 0-3.2-1-4.2-3L2.4 9a1 1 0 0 1 1.7-1l1 1.3',
  stays: 'M2 6h12M5 6v6M8 6v8M11 6v6',
  down: 'M4 6.5l4 4 4-4',
  back: 'M9.5 3.5L5 8l4.5 4.5',
} as const;

/** A line drawing beside a word; never alone but in the toolbar, with a name. */
export function Icon({ name, size = 15 }: GlyphProps & { name: keyof typeof icons }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={icons[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.25"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
