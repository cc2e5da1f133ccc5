import type { TaskStanding } from '../../durable-objects/grading/results.ts';
import { copy } from '../copy/index.ts';

export interface Step {
  readonly standing: TaskStanding;
  readonly points: number;
  readonly score: number;
}

/** The strip of segments: one per task, each as wide as its points. */
export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  const met = steps.filter(({ standing }) => standing === 'met').length;
  return (
    <div class="steps" role="img" aria-label={copy().progress(met, steps.length)}>
      {steps.map(({ standing, points, score }, i) => {
        const part = points > 0 ? `${Math.round((score / points) * 100)}%` : '0%';
        const style = `--w:${points};--part:${part}`;
        return <i key={i} class={standing} style={style} />;
      })}
    </div>
  );
}
