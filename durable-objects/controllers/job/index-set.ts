import { readIndexes } from '../../api/batch/indexes.ts';

/** Indexes of an Indexed Job. */
export type IndexSet = ReadonlySet<number>;

/** Reads `1,3-5,7`; what is no such text, or too large, is empty. */
export function parseIndexSet(text: string, completions: number): IndexSet {
  const read = readIndexes(text, completions);
  const found = new Set<number>();
  for (const [first, last] of 'error' in read ? [] : read.intervals)
    for (let index = first; index <= last; index += 1) found.add(index);
  return found;
}

/** Writes `1,3-5,7`: two neighbours are two indexes, three are an interval. */
export function formatIndexSet(set: IndexSet): string {
  const parts: string[] = [];
  const sorted = [...set].sort((a, b) => a - b);
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    const [first, last] = [sorted[i], sorted[end]];
    parts.push(end === i ? `${first}` : `${first}${end === i + 1 ? ',' : '-'}${last}`);
    i = end + 1;
  }
  return parts.join(',');
}
