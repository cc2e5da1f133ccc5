import type { ObjectChange } from '../../durable-objects/console/protocol.ts';
import type { AnyObject } from './objects.ts';

interface Given {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly created?: string;
  readonly deletionTimestamp?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly owner?: readonly [kind: string, name: string];
  readonly generation?: number;
}

/** An object as the server would send it, for tests and for the development fixture. */
export function made(
  kind: string,
  { owner, created, ...given }: Given,
  fields: Readonly<Record<string, unknown>> = {},
): AnyObject {
  const ownerReferences = owner && [
    {
      apiVersion: 'apps/v1',
      kind: owner[0],
      name: owner[1],
      uid: `u-${owner[1]}`,
      controller: true,
    },
  ];
  return {
    apiVersion: 'v1',
    kind,
    metadata: {
      uid: `u-${given.name}`,
      resourceVersion: '1',
      creationTimestamp: created ?? '2026-11-20T01:00:00Z',
      ...(ownerReferences ? { ownerReferences } : {}),
      ...given,
    },
    ...fields,
  } as AnyObject;
}

export function put(object: AnyObject): ObjectChange {
  const { name, namespace = '' } = object.metadata;
  return { group: '', plural: object.kind.toLowerCase(), namespace, name, object };
}

export function removed(object: AnyObject): ObjectChange {
  return { ...put(object), object: null };
}
