import { compareElements, type Element, parseElement, showElement } from './element.ts';

/**
 * A set of fields, which is at the same time the JSON of a `metadata.managedFields` entry's
 * `fieldsV1`: a tree by path element. A node without anything below it is in the set; a node with
 * something below it is in the set when it holds a `.` as well. Values are frozen, members stand in
 * upstream's order, and the functions below share every part that they don't change. Follows
 * sigs.k8s.io/structured-merge-diff fieldpath/set.go.
 */
export interface FieldSet {
  readonly [element: Element]: FieldSet;
}

/** The set of nothing; below a path element it says that the element itself is in the set. */
export const leaf: FieldSet = Object.freeze({});

const self = '.';

export function isEmptySet(set: FieldSet): boolean {
  for (const _ in set) return false;
  return true;
}

/** Whether the place of this node is itself in the set. */
export function isMember(node: FieldSet): boolean {
  return node[self] !== undefined || isEmptySet(node);
}

/** The node of a place with these parts below it; undefined when nothing of it is in the set. */
export function nodeOf(member: boolean, parts: FieldSet): FieldSet | undefined {
  if (isEmptySet(parts)) return member ? leaf : undefined;
  return member ? Object.freeze({ [self]: leaf, ...parts }) : parts;
}

/** Members of a set in canonical order, frozen. */
export function setOf(parts: readonly (readonly [Element, FieldSet])[]): FieldSet {
  const sorted = isSorted(parts) ? parts : [...parts].sort(([a], [b]) => compareElements(a, b));
  const result: { [element: Element]: FieldSet } = {};
  for (const [element, node] of sorted) result[element] = node;
  return Object.freeze(result);
}

function isSorted(parts: readonly (readonly [Element, FieldSet])[]): boolean {
  for (let i = 1; i < parts.length; i += 1) {
    const [before, here] = [parts[i - 1], parts[i]];
    if (before && here && compareElements(before[0], here[0]) > 0) return false;
  }
  return true;
}

/** The set with one path in it, e.g. `pathSet('f:spec', 'f:replicas')`. */
export function pathSet(...path: readonly Element[]): FieldSet {
  return path.reduceRight<FieldSet>((set, element) => Object.freeze({ [element]: set }), leaf);
}

export function has(set: FieldSet, path: readonly Element[]): boolean {
  let node: FieldSet | undefined = set;
  for (const element of path) node = node?.[element];
  return node !== undefined && isMember(node);
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  if (a === b || isEmptySet(b)) return a;
  if (isEmptySet(a)) return b;
  let changed: Map<Element, FieldSet> | undefined;
  const added: Element[] = [];
  for (const element in b) {
    const mine = a[element];
    if (mine === undefined) added.push(element);
    else if (element !== self) {
      const node = unionOfNodes(mine, b[element] ?? leaf);
      if (node === mine) continue;
      changed ??= new Map();
      changed.set(element, node);
    }
  }
  if (!changed && added.length === 0) return a;
  const result: { [element: Element]: FieldSet } = {};
  let next = 0;
  for (const element in a) {
    for (let other = added[next]; other !== undefined; other = added[next]) {
      if (compareElements(other, element) > 0) break;
      result[other] = b[other] ?? leaf;
      next += 1;
    }
    result[element] = changed?.get(element) ?? a[element] ?? leaf;
  }
  for (const other of added.slice(next)) result[other] = b[other] ?? leaf;
  return Object.freeze(result);
}

function unionOfNodes(a: FieldSet, b: FieldSet): FieldSet {
  if (a === b) return a;
  // A bare node is in the set; with parts of the other below it that takes a `.`.
  if (isEmptySet(a)) return isEmptySet(b) ? a : union(b, justSelf);
  return isEmptySet(b) ? union(a, justSelf) : union(a, b);
}

const justSelf: FieldSet = Object.freeze({ [self]: leaf });

/** Without the members of `b`: what lies below a member of `b` stays. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return without(a, b, differenceOfNodes);
}

function differenceOfNodes(a: FieldSet, b: FieldSet): FieldSet | undefined {
  if (isEmptySet(a)) return isMember(b) ? undefined : a;
  return normal(isEmptySet(b) ? without(a, justSelf, differenceOfNodes) : difference(a, b));
}

/** Without the members of `b` and all that lies below them. */
export function recursiveDifference(a: FieldSet, b: FieldSet): FieldSet {
  return without(a, b, (mine, other) => {
    if (isMember(other)) return undefined;
    return isEmptySet(mine) ? mine : normal(recursiveDifference(mine, other));
  });
}

/** `a` with the nodes that `b` has too replaced by what `rest` leaves of them. */
function without(
  a: FieldSet,
  b: FieldSet,
  rest: (mine: FieldSet, other: FieldSet) => FieldSet | undefined,
): FieldSet {
  let changed: Map<Element, FieldSet | undefined> | undefined;
  for (const element in b) {
    const mine = a[element];
    if (mine === undefined) continue;
    const left = element === self ? undefined : rest(mine, b[element] ?? leaf);
    if (left === mine) continue;
    changed ??= new Map();
    changed.set(element, left);
  }
  if (!changed) return a;
  const result: { [element: Element]: FieldSet } = {};
  for (const element in a) {
    const node = changed.has(element) ? changed.get(element) : a[element];
    if (node) result[element] = node;
  }
  return Object.freeze(result);
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  const result: { [element: Element]: FieldSet } = {};
  for (const element in a) {
    const mine = a[element];
    const other = b[element];
    if (mine === undefined || other === undefined) continue;
    const node = element === self ? leaf : intersectionOfNodes(mine, other);
    if (node) result[element] = node;
  }
  return Object.freeze(result);
}

function intersectionOfNodes(a: FieldSet, b: FieldSet): FieldSet | undefined {
  if (isEmptySet(a) || isEmptySet(b)) return isMember(a) && isMember(b) ? leaf : undefined;
  return normal(intersection(a, b));
}

/** A node that has lost parts: undefined when nothing is left, bare when it is all that is left. */
function normal(node: FieldSet): FieldSet | undefined {
  let members = 0;
  for (const _ in node) members += 1;
  if (members === 0) return undefined;
  return members === 1 && node[self] !== undefined ? leaf : node;
}

/** What lies below a node, as a set of its own. */
export function partsOf(node: FieldSet): FieldSet {
  if (node[self] === undefined) return node;
  const { [self]: _member, ...parts } = node;
  return Object.freeze(parts);
}

/** Every path of a set, in upstream's order: the members of a level, then what lies below them. */
export function pathsOf(set: FieldSet, prefix = ''): readonly string[] {
  const members: string[] = [];
  const below: string[] = [];
  for (const element in set) {
    const node = set[element];
    if (element === self || node === undefined) continue;
    const path = prefix + showElement(element);
    if (isMember(node)) members.push(path);
    if (!isEmptySet(node)) below.push(...pathsOf(node, path));
  }
  return [...members, ...below];
}

/** A client's `fieldsV1` in canonical form; undefined when it is none. */
export function parseFieldSet(value: unknown): FieldSet | undefined {
  const node = parseNode(value);
  return node && partsOf(node);
}

function parseNode(value: unknown): FieldSet | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const parts: [Element, FieldSet][] = [];
  for (const [text, below] of Object.entries(value)) {
    const element = text === self ? self : parseElement(text);
    const node = text === self ? leaf : parseNode(below);
    if (element === undefined || !node) return undefined;
    parts.push([element, node]);
  }
  const isBare = parts.length === 1 && parts[0]?.[0] === self;
  return isBare ? leaf : setOf(parts);
}
