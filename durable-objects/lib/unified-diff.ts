/** Equal lines around a change. */
const context = 3;

/** From this many lines on, lines that are everywhere no longer anchor a match. */
const popularFrom = 200;

/**
 * The unified diff of two texts without file names, '' when they are equal.
 * Follows Python's difflib, whose port upstream uses.
 */
export function unifiedDiff(before: string, after: string): string {
  const a = before.split('\n');
  const b = after.split('\n');
  const output: string[] = [];
  for (const group of groupedOperations(a, b)) {
    const first = group[0];
    const last = group.at(-1);
    if (!first || !last) continue;
    output.push(`@@ -${range(first.a, last.aEnd)} +${range(first.b, last.bEnd)} @@`);
    for (const { isEqual, a: start, aEnd, b: from, bEnd } of group) {
      if (isEqual) output.push(...a.slice(start, aEnd).map((line) => ` ${line}`));
      else {
        output.push(...a.slice(start, aEnd).map((line) => `-${line}`));
        output.push(...b.slice(from, bEnd).map((line) => `+${line}`));
      }
    }
  }
  return output.map((line) => `${line}\n`).join('');
}

/** Lines [a, aEnd) of the one become lines [b, bEnd) of the other. */
interface Operation {
  readonly isEqual: boolean;
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

interface Match {
  readonly a: number;
  readonly b: number;
  readonly size: number;
}

function range(start: number, end: number): string {
  const length = end - start;
  if (length === 1) return String(start + 1);
  return `${length === 0 ? start : start + 1},${length}`;
}

function groupedOperations(a: readonly string[], b: readonly string[]): readonly Operation[][] {
  const operations = operationsOf(matchingBlocks(a, b), a.length, b.length);
  if (operations.every(({ isEqual }) => isEqual)) return [];
  const groups: Operation[][] = [];
  let group: Operation[] = [];
  operations.forEach((operation, i) => {
    if (!operation.isEqual) {
      group.push(operation);
      return;
    }
    const isFirst = i === 0;
    const isLast = i === operations.length - 1;
    const size = operation.aEnd - operation.a;
    if (isFirst) group.push(lastLines(operation));
    else if (isLast) group.push(firstLines(operation));
    else if (size > 2 * context) {
      group.push(firstLines(operation));
      groups.push(group);
      group = [lastLines(operation)];
    } else group.push(operation);
  });
  groups.push(group);
  return groups.filter((found) => found.some(({ isEqual }) => !isEqual));
}

function lastLines(operation: Operation): Operation {
  const size = Math.min(context, operation.aEnd - operation.a);
  return { ...operation, a: operation.aEnd - size, b: operation.bEnd - size };
}

function firstLines(operation: Operation): Operation {
  const size = Math.min(context, operation.aEnd - operation.a);
  return { ...operation, aEnd: operation.a + size, bEnd: operation.b + size };
}

function operationsOf(matches: readonly Match[], aLength: number, bLength: number): Operation[] {
  const operations: Operation[] = [];
  let [i, k] = [0, 0];
  for (const { a, b, size } of [...matches, { a: aLength, b: bLength, size: 0 }]) {
    if (i < a || k < b) operations.push({ isEqual: false, a: i, aEnd: a, b: k, bEnd: b });
    if (size > 0) operations.push({ isEqual: true, a, aEnd: a + size, b, bEnd: b + size });
    [i, k] = [a + size, b + size];
  }
  return operations;
}

function matchingBlocks(a: readonly string[], b: readonly string[]): readonly Match[] {
  const places = placesOf(b);
  const open: (readonly [number, number, number, number])[] = [[0, a.length, 0, b.length]];
  const found: Match[] = [];
  for (let next = open.pop(); next; next = open.pop()) {
    const [aLow, aHigh, bLow, bHigh] = next;
    const match = longestMatch(a, b, places, next);
    if (match.size === 0) continue;
    found.push(match);
    open.push([aLow, match.a, bLow, match.b]);
    open.push([match.a + match.size, aHigh, match.b + match.size, bHigh]);
  }
  return joinAdjacent(found.sort((x, y) => x.a - y.a || x.b - y.b));
}

/** Where each line stands; popular lines are left out of long texts. */
function placesOf(b: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  b.forEach((line, k) => {
    const list = places.get(line);
    if (list) list.push(k);
    else places.set(line, [k]);
  });
  if (b.length >= popularFrom)
    for (const [line, list] of places)
      if (list.length > Math.floor(b.length / 100) + 1) places.delete(line);
  return places;
}

function longestMatch(
  a: readonly string[],
  b: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  [aLow, aHigh, bLow, bHigh]: readonly [number, number, number, number],
): Match {
  let best: Match = { a: aLow, b: bLow, size: 0 };
  let lengths = new Map<number, number>();
  for (let i = aLow; i < aHigh; i += 1) {
    const next = new Map<number, number>();
    for (const k of places.get(a[i] ?? '') ?? []) {
      if (k < bLow || k >= bHigh) continue;
      const size = (lengths.get(k - 1) ?? 0) + 1;
      next.set(k, size);
      if (size > best.size) best = { a: i - size + 1, b: k - size + 1, size };
    }
    lengths = next;
  }
  let { a: start, b: from, size } = best;
  while (start > aLow && from > bLow && a[start - 1] === b[from - 1]) {
    start -= 1;
    from -= 1;
    size += 1;
  }
  while (start + size < aHigh && from + size < bHigh && a[start + size] === b[from + size])
    size += 1;
  return { a: start, b: from, size };
}

function joinAdjacent(matches: readonly Match[]): readonly Match[] {
  const joined: Match[] = [];
  for (const match of matches) {
    const last = joined.at(-1);
    if (last && last.a + last.size === match.a && last.b + last.size === match.b)
      joined[joined.length - 1] = { ...last, size: last.size + match.size };
    else joined.push(match);
  }
  return joined;
}
