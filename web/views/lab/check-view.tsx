import { useState } from 'preact/hooks';
import type { CheckResult, Text } from '../../../durable-objects/grading/results.ts';
import { copy, pick } from '../../copy/index.ts';
import { Line } from '../../parts/prose.tsx';

// A longer chain folds in its middle: its ends are what matters.
const chainLimit = 6;

interface CheckViewProps {
  readonly check: CheckResult;
  /** The task has others beside it. */
  readonly many: boolean;
}

/** What was expected, what was seen, and why. */
export function CheckView({ check, many }: CheckViewProps) {
  const c = copy();
  const [first] = check.why;
  return (
    <>
      {many && (
        <p class="task-note">
          <Line text={pick(check.title)} />
        </p>
      )}
      <dl class="check">
        <div>
          <dt>{c.expected}</dt>
          <dd>
            <Line text={pick(check.expected)} />
          </dd>
        </div>
        <div class="observed">
          <dt>{c.observed}</dt>
          <dd>
            <Line text={pick(check.observed)} />
          </dd>
        </div>
        {first && check.why.length === 1 && (
          <div>
            <dt>{c.why}</dt>
            <dd>
              <Line text={pick(first)} />
            </dd>
          </div>
        )}
      </dl>
      {check.why.length > 1 && (
        <>
          <h4>{c.whyStuck}</h4>
          <Chain why={check.why} />
        </>
      )}
    </>
  );
}

/** Effect first, root cause last; one fact in each line. */
function Chain({ why }: { readonly why: readonly Text[] }) {
  const [all, setAll] = useState(false);
  const folded = why.length > chainLimit && !all;
  const numbered = why.map((text, i) => ({ text, number: i + 1, root: i === why.length - 1 }));
  const shown = folded ? [...numbered.slice(0, 3), ...numbered.slice(-2)] : numbered;
  return (
    <ol class="chain">
      {shown.map(({ text, number, root }, i) => (
        <li key={number} class={root ? 'root' : ''} data-number={number}>
          <Line text={pick(text)} />
          {folded && i === 2 && (
            <button type="button" class="link" onClick={() => setAll(true)}>
              +{why.length - shown.length}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
