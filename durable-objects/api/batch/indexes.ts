/** A text of indexes, `1,3-5,7`, read; or what is wrong with it, in upstream's words. */
export type ReadIndexes =
  | { readonly intervals: readonly Interval[]; readonly total: number }
  | { readonly error: string };

/** From the first to the last index, both included. */
export type Interval = readonly [first: number, last: number];

/** Reads completion indexes, which are below `completions` and rise (validateIndexesFormat). */
export function readIndexes(text: string, completions: number): ReadIndexes {
  const intervals: Interval[] = [];
  let total = 0;
  for (const part of text === '' ? [] : text.split(',')) {
    const read = readInterval(part, completions);
    if (typeof read === 'string') return { error: read };
    const before = intervals.at(-1)?.[1];
    if (before !== undefined && before >= read[0]) return { error: disorder(before, read[0]) };
    intervals.push(read);
    total += read[1] - read[0] + 1;
  }
  return { intervals, total };
}

function readInterval(text: string, completions: number): Interval | string {
  const parts = text.split('-');
  if (parts.length > 2)
    return `the fragment ${JSON.stringify(text)} violates the requirement that an index interval can have at most two parts separated by '-'`;
  const numbers: number[] = [];
  for (const part of parts) {
    if (!/^[+-]?\d+$/.test(part))
      return `cannot convert string to integer for index: ${JSON.stringify(part)}`;
    if (Number(part) >= completions) return `too large index: ${JSON.stringify(part)}`;
    numbers.push(Number(part));
  }
  const [first = 0, last] = numbers;
  if (last === undefined) return [first, first];
  return first >= last ? disorder(first, last) : [first, last];
}

function disorder(before: number, now: number): string {
  return `non-increasing order, previous: ${before}, current: ${now}`;
}

/** The first index that two texts share; undefined when there is none. */
export function overlapAt(a: readonly Interval[], b: readonly Interval[]): number | undefined {
  for (const [first, last] of a) {
    const other = b.find(([from, to]) => first <= to && from <= last);
    if (other) return Math.max(first, other[0]);
  }
  return undefined;
}
