import {
  type ControllerRevision,
  controllerRevisions,
  type DaemonSet,
  daemonSets,
  type Pod,
} from '../../api/index.ts';
import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import { controllerReference } from '../../apimachinery/owner.ts';
import { isStatus } from '../../apimachinery/status-error.ts';
import type { World } from '../../control/world.ts';
import { deepEqual, edit, type Frozen } from '../../lib/json.ts';
import { candidates, revisionsByController } from '../indexes.ts';
import { claimObjects } from '../ownership.ts';
import { revisionData, sortRevisions } from '../revision-data.ts';
import { templateHash } from '../template-hash.ts';

type Revision = Frozen<ControllerRevision>;

/** The label in which pods and revisions carry the hash of their template. */
export const hashLabel = 'controller-revision-hash';

/** The revision of the present template, and those of earlier ones, oldest first. */
export interface History {
  readonly current: Revision;
  readonly old: readonly Revision[];
}

/** Sees to it that the newest of the set's revisions is its template (daemon/update.go). */
export function syncHistory(world: World, set: Frozen<DaemonSet>): History {
  const data = revisionData(set);
  const own = ownRevisions(world, set);
  const old = own.filter((revision) => !deepEqual(revision.data, data));
  const number = (old.at(-1)?.revision ?? 0) + 1;
  const [found, ...doubles] = own.filter((revision) => deepEqual(revision.data, data)).reverse();
  for (const double of doubles) world.client.delete(controllerRevisions, keyOf(double));
  if (!found) return { current: snapshot(world, set, number), old };
  if (found.revision >= number) return { current: found, old };
  const renumbered = edit<ControllerRevision>(found, (draft) => {
    draft.revision = number;
  });
  return { current: world.client.update(controllerRevisions, renumbered), old };
}

/** Deletes what goes beyond `spec.revisionHistoryLimit` and of which there is no pod. */
export function truncateHistory(
  world: World,
  set: Frozen<DaemonSet>,
  pods: readonly Frozen<Pod>[],
  { old }: History,
): void {
  const live = new Set(pods.map(({ metadata }) => metadata.labels?.[hashLabel]));
  const surplus = Math.max(0, old.length - set.spec.revisionHistoryLimit);
  const unused = old.filter(({ metadata }) => !live.has(metadata.labels?.[hashLabel]));
  for (const revision of unused.slice(0, surplus))
    world.client.delete(controllerRevisions, keyOf(revision));
}

function ownRevisions(world: World, set: Frozen<DaemonSet>): readonly Revision[] {
  const selector = selectorOf(set.spec.selector);
  const found = candidates(world.read, revisionsByController, set);
  const own = claimObjects(world, set, controllerRevisions, found, (revision) =>
    matchesLabels(selector, revision.metadata.labels),
  );
  return sortRevisions(own);
}

/** A name that other data has taken counts as a collision, which makes for another name. */
function snapshot(world: World, set: Frozen<DaemonSet>, number: number): Revision {
  const { namespace = '', name, annotations } = set.metadata;
  const hash = templateHash(set.spec.template, set.status.collisionCount);
  const key = { namespace, name: `${name}-${hash}` };
  const data = revisionData(set);
  try {
    return world.client.create(controllerRevisions, {
      metadata: {
        ...key,
        labels: { ...set.spec.template.metadata.labels, [hashLabel]: hash },
        annotations: { ...annotations },
        ownerReferences: [controllerReference(set)],
      },
      data,
      revision: number,
    });
  } catch (error) {
    const existing = world.read.get(controllerRevisions, key);
    if (!isStatus(error, 'AlreadyExists') || !existing) throw error;
    if (deepEqual(existing.data, data)) return existing;
    const collided = edit<DaemonSet>(set, ({ status }) => {
      status.collisionCount = (status.collisionCount ?? 0) + 1;
    });
    return snapshot(world, world.client.updateStatus(daemonSets, collided), number);
  }
}
