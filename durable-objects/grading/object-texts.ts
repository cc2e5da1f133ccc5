import type { KubeObject } from '../apimachinery/meta.ts';
import type { Frozen } from '../lib/json.ts';
import { type Difference, leaves } from './match.ts';
import { defaultNamespace, type Target } from './objects.ts';
import type { Text } from './results.ts';
import type { PartialObject } from './schema.ts';
import { texts } from './texts.ts';

/** `StatefulSet web`; with its namespace when that is not the usual one. */
export function titleOf(object: Frozen<KubeObject> | Target | PartialObject): string {
  const target = 'name' in object ? (object as Target) : undefined;
  const { metadata } = object as Partial<KubeObject>;
  const name = target?.name ?? metadata?.name ?? '';
  const namespace = target?.namespace ?? metadata?.namespace ?? defaultNamespace;
  const place = namespace === defaultNamespace ? '' : `${namespace}/`;
  return name === '' ? object.kind : `${object.kind} ${place}${name}`;
}

/** What a partial object says, leaving out which object it is. */
export function stateOf(pattern: PartialObject): Text {
  return texts.object(titleOf(pattern), fieldsOf(pattern));
}

export function noneOf(pattern: PartialObject): Text {
  return texts.noObject(titleOf(pattern), fieldsOf(pattern));
}

function fieldsOf(pattern: PartialObject): readonly Text[] {
  return leaves(pattern)
    .filter(([path]) => !isIdentity(path))
    .map(([path, value]) => texts.field(path, value));
}

/** What is there instead. */
export function instead(object: Frozen<KubeObject>, found: readonly Difference[]): Text {
  const title = titleOf(object);
  if (found.length === 0) return texts.asExpected(title);
  return texts.object(
    title,
    found.map(({ path, observed }) => texts.field(path, observed)),
  );
}

function isIdentity(path: string): boolean {
  return ['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.namespace'].includes(path);
}
