import type { KubeObject } from '../apimachinery/meta.ts';
import type { Frozen, Json } from '../lib/json.ts';
import { type Difference, leaves } from './match.ts';
import { defaultNamespace, type Target } from './objects.ts';
import type { Subject, Told } from './outcome.ts';
import type { Text } from './results.ts';
import type { PartialObject } from './schema.ts';
import { texts } from './texts.ts';

/** What a sentence about an object is about. */
export function subjectOf(object: Frozen<KubeObject> | Target | PartialObject): Subject {
  const target = 'name' in object ? (object as Target) : undefined;
  const { metadata } = object as Partial<KubeObject>;
  const name = target?.name ?? metadata?.name ?? '';
  const namespace = target?.namespace ?? metadata?.namespace ?? defaultNamespace;
  const place = namespace === defaultNamespace ? '' : `${namespace}/`;
  return { kind: object.kind, name: name === '' ? '' : `${place}${name}` };
}

/** `StatefulSet web`; with its namespace when that is not the usual one. */
export function titleOf(object: Frozen<KubeObject> | Target | PartialObject): string {
  const { kind, name } = subjectOf(object);
  return name === '' ? kind : `${kind} ${name}`;
}

/** What a partial object says, leaving out which object it is. */
export function stateOf(pattern: PartialObject): Text {
  return stateTold(pattern)(titleOf(pattern));
}

export function stateTold(pattern: PartialObject): Told {
  return (title) => texts.object(title, fieldsOf(pattern));
}

export function noneTold(pattern: PartialObject): Told {
  return (title) => texts.noObject(title, fieldsOf(pattern));
}

function fieldsOf(pattern: PartialObject): readonly Text[] {
  return leaves(pattern)
    .filter(([path]) => !isIdentity(path))
    .map(([path, value]) => texts.field(path, value));
}

/** What is there instead. */
export function instead(found: readonly Difference[]): Told {
  const fields = found.map(({ path, observed }) => texts.field(path, observed));
  return (title) => texts.object(title, fields);
}

function isIdentity(path: string): boolean {
  return ['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.namespace'].includes(path);
}

/** How a field changed, for the evidence. */
export function changeText(change: {
  readonly path: string;
  readonly from: Json;
  readonly to: Json;
}): string {
  return `${change.path} ${valueText(change.from)} became ${valueText(change.to)}`;
}

export function valueText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
