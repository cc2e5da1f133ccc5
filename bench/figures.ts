/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms';
  /** One value per round; the table shows the least and the median. */
  readonly rounds: readonly number[];
  /** The same on a real v1.36.2 control plane, where that was measured. */
  readonly real?: number;
}

/** The last committed figures, by name. */
export interface Baseline {
  readonly [name: string]: { readonly min: number; readonly median: number };
}

/** The value below which this share of the values lies; 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return sorted[at] ?? Number.NaN;
}

export function summary({ rounds }: Figure): { readonly min: number; readonly median: number } {
  return { min: Math.min(...rounds), median: quantile(rounds, 0.5) };
}

/** All figures beside what they are compared with, as text. */
export function table(figures: readonly Figure[], baseline: Baseline): string {
  const head = ['', 'min', 'median', 'committed min', 'median', 'real v1.36.2'];
  const rows = figures.map((figure) => {
    const { min, median } = summary(figure);
    const before = baseline[figure.name];
    return [
      `${figure.name} (${figure.rounds.length} rounds)`,
      milliseconds(min),
      milliseconds(median),
      milliseconds(before?.min),
      milliseconds(before?.median),
      milliseconds(figure.real),
    ];
  });
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function milliseconds(value: number | undefined): string {
  if (value === undefined) return '-';
  return `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
}
