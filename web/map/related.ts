import type { Relation } from './scene.ts';

// Things that nearly everything hangs on: relations don't go on beyond them.
const hubs = /^(Node|Service|StorageClass)\//;

/** The chosen thing, what it is related to, and what those are related to. */
export function litBy(relations: readonly Relation[], chosen: string): ReadonlySet<string> {
  const lit = new Set([chosen]);
  let edge = [chosen];
  for (let hop = 0; hop < 2; hop += 1) {
    const from = edge.filter((id) => id === chosen || !hubs.test(id));
    edge = relations.flatMap((relation) => {
      if (from.includes(relation.from)) return [relation.to];
      return from.includes(relation.to) ? [relation.from] : [];
    });
    for (const id of edge) lit.add(id);
  }
  return lit;
}

/** On which object each line of a causal chain stands: the one it names, else the one before. */
export function chainOn(
  why: readonly string[],
  ids: readonly string[],
): readonly { readonly id: string; readonly number: number; readonly root: boolean }[] {
  const pods = ids.filter((id) => id.startsWith('Pod/'));
  let last: string | undefined;
  return why.flatMap((text, i) => {
    const named = pods
      .map((id) => ({ id, at: text.indexOf(id.split('/')[2] ?? '') }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at)[0];
    last = named?.id ?? last;
    const root = i === why.length - 1;
    return last === undefined ? [] : [{ id: last, number: i + 1, root }];
  });
}
