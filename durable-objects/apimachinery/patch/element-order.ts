import { isObject, type Json } from '../../lib/json.ts';

/**
 * The items of a merged list in order: those named in `wanted` as they are there, the others
 * where the live list has them, as far as both can be had
 * (strategicpatch.normalizeElementOrder). Linear in the number of items.
 */
export function orderItems(
  merged: readonly Json[],
  wanted: readonly Json[],
  live: readonly Json[],
  mergeKey: string | undefined,
): readonly Json[] {
  const identity = (item: Json): Json | undefined =>
    mergeKey !== undefined && isObject(item) ? item[mergeKey] : item;
  const wantedPlaces = placesOf(wanted, identity);
  const livePlaces = placesOf(live, identity);
  const named = merged.filter((item) => wantedPlaces.has(identity(item)));
  const others = merged.filter((item) => !wantedPlaces.has(identity(item)));
  sortBy(named, (item) => wantedPlaces.get(identity(item)));
  sortBy(others, (item) => livePlaces.get(identity(item)));

  const result: Json[] = [];
  let next = 0;
  for (const item of named) {
    const place = livePlaces.get(identity(item));
    for (let other = others[next]; other !== undefined; other = others[next]) {
      const otherPlace = livePlaces.get(identity(other));
      if (place === undefined || otherPlace === undefined || otherPlace > place) break;
      result.push(other);
      next += 1;
    }
    result.push(item);
  }
  return [...result, ...others.slice(next)];
}

function placesOf(
  items: readonly Json[],
  identity: (item: Json) => Json | undefined,
): Map<Json | undefined, number> {
  const places = new Map<Json | undefined, number>();
  for (const [i, item] of items.entries()) {
    const id = identity(item);
    if (!places.has(id)) places.set(id, i);
  }
  return places;
}

function sortBy(items: Json[], place: (item: Json) => number | undefined): void {
  items.sort((a, b) => (place(a) ?? Infinity) - (place(b) ?? Infinity) || 0);
}
