import {
  type ControllerRevision,
  controllerRevisions,
  type Pod,
  type StatefulSet,
} from '../../api/index.ts';
import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import { isStatus } from '../../apimachinery/status-error.ts';
import type { World } from '../../control/world.ts';
import { deepEqual, edit, type Frozen } from '../../lib/json.ts';
import { candidates, revisionsByController } from '../indexes.ts';
import { claimObjects } from '../ownership.ts';
import { revisionData, sortRevisions } from '../revision-data.ts';
import { podRevision } from './identity.ts';
import { decideRevision, newRevision, obsoleteRevisions } from './revisions.ts';

type Revision = Frozen<ControllerRevision>;

/** The two revisions between which a set moves; the same one when no rollout is on. */
export interface Revisions {
  readonly current: Revision;
  readonly update: Revision;
  /** How often a name was taken by other data: part of the next name. */
  readonly collisions: number;
}

/** Sees to it that the newest of the set's revisions is its template. */
export function syncRevisions(world: World, set: Frozen<StatefulSet>): Revisions {
  const revisions = ownRevisions(world, set);
  const { update, collisions } = syncNewest(world, set, revisions);
  const current = revisions.find(({ metadata }) => metadata.name === set.status.currentRevision);
  return { current: current ?? update, update, collisions };
}

/** Deletes what goes beyond `spec.revisionHistoryLimit` and is not in use. */
export function truncateHistory(
  world: World,
  set: Frozen<StatefulSet>,
  pods: readonly Frozen<Pod>[],
  { current, update }: Revisions,
): void {
  const live = new Set([current.metadata.name, update.metadata.name, ...pods.map(podRevision)]);
  const revisions = ownRevisions(world, set);
  for (const revision of obsoleteRevisions(revisions, live, set.spec.revisionHistoryLimit))
    world.client.delete(controllerRevisions, keyOf(revision));
}

/** Oldest first. Orphans that the selector matches are adopted: a set made anew has a past. */
function ownRevisions(world: World, set: Frozen<StatefulSet>): readonly Revision[] {
  const selector = selectorOf(set.spec.selector);
  const found = candidates(world.read, revisionsByController, set);
  const own = claimObjects(world, set, controllerRevisions, found, (revision) =>
    matchesLabels(selector, revision.metadata.labels),
  );
  return sortRevisions(own);
}

function syncNewest(
  world: World,
  set: Frozen<StatefulSet>,
  revisions: readonly Revision[],
): { update: Revision; collisions: number } {
  const collisions = set.status.collisionCount ?? 0;
  const step = decideRevision(revisions, revisionData(set));
  switch (step.do) {
    case 'use':
      return { update: step.revision, collisions };
    case 'renumber': {
      const renumbered = edit<ControllerRevision>(step.revision, (draft) => {
        draft.revision = step.number;
      });
      return { update: world.client.update(controllerRevisions, renumbered), collisions };
    }
    case 'create':
      return create(world, set, step.number, collisions);
  }
}

/** Tries other names while the one it wants is taken by other data. */
function create(
  world: World,
  set: Frozen<StatefulSet>,
  number: number,
  before: number,
): { update: Revision; collisions: number } {
  for (let collisions = before; ; collisions += 1) {
    const revision = newRevision(set, number, collisions);
    try {
      return { update: world.client.create(controllerRevisions, revision), collisions };
    } catch (error) {
      if (!isStatus(error, 'AlreadyExists')) throw error;
      const { namespace = '', name = '' } = revision.metadata;
      const existing = world.read.get(controllerRevisions, { namespace, name });
      if (existing && deepEqual(existing.data, revision.data))
        return { update: existing, collisions };
    }
  }
}
