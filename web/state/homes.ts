import { type Objects, ofKind } from './objects.ts';

const selectedNode = 'volume.kubernetes.io/selected-node';

/**
 * Where each claim lives on the map: the node on which it was first used. It is remembered, so
 * that a pod which comes back elsewhere crosses over to its claim instead of taking it along.
 */
export function homesAfter(
  homes: ReadonlyMap<string, string>,
  objects: Objects,
): ReadonlyMap<string, string> {
  const users = new Map<string, string>();
  for (const pod of ofKind(objects, 'Pod')) {
    const node = pod.spec?.nodeName;
    if (!node) continue;
    for (const { persistentVolumeClaim: used } of pod.spec?.volumes ?? []) {
      if (!used) continue;
      const id = `${pod.metadata.namespace ?? ''}/${used.claimName}`;
      if (!users.has(id)) users.set(id, node);
    }
  }
  const found = new Map<string, string>();
  for (const { metadata } of ofKind(objects, 'PersistentVolumeClaim')) {
    const home =
      homes.get(metadata.uid) ??
      metadata.annotations?.[selectedNode] ??
      users.get(`${metadata.namespace ?? ''}/${metadata.name}`);
    if (home !== undefined) found.set(metadata.uid, home);
  }
  return found;
}
