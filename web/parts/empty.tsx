import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../connection/api.ts';
import { copy, pick } from '../copy/index.ts';

const pictures = {
  pods: (
    <g fill="none" stroke="var(--ghost)" stroke-width="1.25" stroke-dasharray="3 3">
      <rect x="12" y="8" width="26" height="19" rx="4" />
      <rect x="47" y="8" width="26" height="19" rx="4" />
      <rect x="82" y="8" width="26" height="19" rx="4" />
    </g>
  ),
  nodes: (
    <g fill="var(--sheet)" stroke="var(--line-2)">
      <rect x="2" y="4" width="34" height="28" rx="2" />
      <rect x="43" y="4" width="34" height="28" rx="2" />
      <rect x="84" y="4" width="34" height="28" rx="2" />
    </g>
  ),
  moving: (
    <path
      d="M18 27V14M36 27V9M54 27V12M72 27V8M90 27V11"
      stroke="var(--ok-fill)"
      stroke-width="7"
    />
  ),
} as const;

interface EmptyProps {
  readonly picture: keyof typeof pictures;
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

/** What will be here, and what to do now. */
export function Empty({ picture, title, text, children }: EmptyProps) {
  return (
    <div class="empty">
      <svg width="120" height="38" aria-hidden="true">
        {pictures[picture]}
        <path d="M0 34H120" stroke="var(--ink)" stroke-width="1.75" />
      </svg>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}

const widths = ['72%', '54%', '61%', '40%'];

/** Nothing for 300 ms, then rows in place, after 3 s a sentence. */
export function Loading({ sentence }: { readonly sentence?: string }) {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const timers = [300, 3000].map((ms, i) => setTimeout(() => setStage(i + 1), ms));
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <div class="loading" role="status" aria-busy="true">
      {stage > 0 &&
        widths.map((width) => (
          <div key={width} aria-hidden="true">
            <i />
            <i style={{ width }} />
          </div>
        ))}
      {stage > 1 && <p>{sentence ?? copy().loading}</p>}
    </div>
  );
}

/** What was not done and why, beside where it was asked for. */
export function ProblemNote({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div class="problem" role="alert">
      <p>{problemText(error)}</p>
      {retry && (
        <button type="button" class="btn small" onClick={retry}>
          {copy().tryAgain}
        </button>
      )}
    </div>
  );
}

/** The sentence for a person. */
export function problemText(error: unknown): string {
  if (error instanceof Problem && error.text) return pick(error.text);
  return copy().noAnswer;
}
