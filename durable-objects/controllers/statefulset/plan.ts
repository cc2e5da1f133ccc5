import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../api/index.ts';
import { type Instant, second } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { availableAt, isAvailable, isReady, isTerminal, isTerminating } from '../pod-state.ts';
import { isStale, ownersMatch } from './claims.ts';
import {
  claimNames,
  identityMatches,
  isWanted,
  ordinalOf,
  ordinalRange,
  podName,
  podRevision,
  storageMatches,
} from './identity.ts';

/** Everything that decides what a StatefulSet's controller does next. */
export interface Situation {
  readonly set: Frozen<StatefulSet>;
  /** The set's pods: adopted ones too, released ones not. */
  readonly pods: readonly Frozen<Pod>[];
  readonly claim: (name: string) => Frozen<PersistentVolumeClaim> | undefined;
  /** Name of the ControllerRevision that the set comes from ... */
  readonly currentRevision: string;
  /** ... and of the one that it goes to: the set's template. The same when no rollout is on. */
  readonly updateRevision: string;
  readonly now: Instant;
}

/** One thing to do or to wait for, and why: what a person is shown. */
export type Step =
  | {
      readonly do: 'create';
      readonly ordinal: number;
      readonly revision: string;
      readonly because: string;
    }
  | {
      /**
       * `delete` leaves the claims alone; `create-claims` makes the missing ones; `update-claims`
       * corrects their owners; `update` all that belongs to a pod's identity.
       */
      readonly do: 'delete' | 'create-claims' | 'update-claims' | 'update';
      readonly pod: Frozen<Pod>;
      readonly because: string;
    }
  | { readonly do: 'wait'; readonly for: string; readonly until?: Instant };

/**
 * What to do now, in this order (stateful_set_control.go, updateStatefulSet):
 *
 * 1. The replicas, by ascending ordinal: replace what has ended, create what is missing.
 * 2. The condemned (pods outside the wanted ordinals), by descending ordinal: delete.
 * 3. The rolling update, by descending ordinal: delete the first pod that is not of the update
 *    revision; rule 1 will create it again.
 *
 * With OrderedReady, one creation, deletion or wait ends the pass. All its promises follow from
 * that: web-1 is not made before web-0 is ready, nothing is deleted while a replica is missing,
 * and a rollout that breaks web-2 never goes on to web-1. It also means that a rollout which is
 * stuck on a broken pod stays stuck when the template is put right: rule 1 waits for that pod,
 * and rule 3, which would delete it, is not reached. Somebody must delete the pod.
 *
 * With Parallel only rule 3 waits.
 */
export function plan(situation: Situation): readonly Step[] {
  const { set } = situation;
  if (set.metadata.deletionTimestamp !== undefined)
    return [wait(`${set.metadata.name} to be gone: it is being deleted and touches no pod`)];
  const steps: Step[] = [];
  for (const step of allSteps(survey(situation))) {
    steps.push(step);
    if (isOrdered(set) && endsPass(step)) break;
  }
  return steps;
}

function endsPass(step: Step): boolean {
  return step.do === 'create' || step.do === 'delete' || step.do === 'wait';
}

/** Lazily: with OrderedReady, what follows the end of the pass is never asked for. */
function* allSteps(view: View): Iterable<Step> {
  for (const replica of view.replicas) yield* stepsForReplica(view, replica);
  for (const pod of view.condemned) {
    if (!claimsMatch(view, pod))
      yield { do: 'update-claims', pod, because: 'the retention policy decides who owns them' };
  }
  for (const pod of view.condemned) yield* stepsForCondemned(view, pod);
  yield* stepsForUpdate(view);
}

/** Rule 1. */
function* stepsForReplica(view: View, { ordinal, pod }: Replica): Iterable<Step> {
  if (!pod) {
    yield stepForMissing(view, ordinal);
    return;
  }
  const name = pod.metadata.name;
  const { phase } = pod.status;
  if (isTerminal(pod)) {
    yield isTerminating(pod)
      ? wait(`${name} to be gone, so that a new pod can take its name`)
      : { do: 'delete', pod, because: `it has ended (${phase}); a new pod takes its name` };
    return;
  }
  if (phase === 'Pending' && isClaimMissing(view, ordinal))
    yield { do: 'create-claims', pod, because: `${name} can't start without its claims` };
  if (isOrdered(view.set)) {
    if (isTerminating(pod)) yield wait(`${name} to terminate`);
    else if (!isRunningAndReady(pod)) yield wait(`${name} to be Running and Ready`);
    else if (!isAvailable(pod, minReadyMs(view.set), view.now))
      yield wait(`${name} to be available`, availableAt(pod, minReadyMs(view.set)));
  }
  if (!identityMatches(pod) || !storageMatches(view.set, pod) || !claimsMatch(view, pod))
    yield { do: 'update', pod, because: `${name} or its claims lack what makes it a member` };
}

function stepForMissing(view: View, ordinal: number): Step {
  const name = podName(view.set, ordinal);
  const stale = claimNames(view.set, ordinal).find(({ claim }) => {
    const found = view.claim(claim);
    return found !== undefined && isStale(view.set, name, found);
  });
  if (stale) return wait(`${stale.claim}, which belongs to an earlier ${name}, to be deleted`);
  const because = `the set wants ${view.set.spec.replicas} replicas`;
  return { do: 'create', ordinal, revision: revisionOf(view, ordinal), because };
}

/** Rule 2. */
function* stepsForCondemned(view: View, pod: Frozen<Pod>): Iterable<Step> {
  const isOrderly = isOrdered(view.set);
  if (isTerminating(pod)) {
    if (isOrderly) yield wait(`${pod.metadata.name} to terminate`);
    return;
  }
  // One sick pod may be deleted; with a second one, below it, scaling down stops.
  const first = view.firstUnavailable;
  if (isOrderly && isUnavailable(view, pod) && pod.metadata.name !== first) {
    yield wait(`${first} to be Running and Ready: scaling down stops at unhealthy pods`);
    return;
  }
  const because = `the set wants ${view.set.spec.replicas} replicas`;
  yield { do: 'delete', pod, because };
}

/** Rule 3: with OnDelete it is up to people to delete pods. */
function* stepsForUpdate(view: View): Iterable<Step> {
  if (view.set.spec.updateStrategy.type === 'OnDelete') return;
  const partition = view.set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
  for (const { ordinal, pod } of view.replicas.slice(partition).reverse()) {
    if (pod && podRevision(pod) !== view.updateRevision && !isTerminating(pod)) {
      yield { do: 'delete', pod, because: `it is not of revision ${view.updateRevision}` };
      return;
    }
    if (!pod || isUnavailable(view, pod)) {
      const name = podName(view.set, ordinal);
      const until = pod && availableAt(pod, minReadyMs(view.set));
      yield wait(`${name} to be available before the rollout goes on`, until);
      return;
    }
  }
}

/**
 * The revision at which a missing pod is made: below the partition, the current one. (A set whose
 * rollingUpdate is absent counts the pods that are left of the current revision instead.)
 */
function revisionOf({ set, ...view }: View, ordinal: number): string {
  const { type, rollingUpdate } = set.spec.updateStrategy;
  const { first } = ordinalRange(set);
  const kept = rollingUpdate
    ? rollingUpdate.partition
    : type === 'RollingUpdate'
      ? (set.status.currentReplicas ?? 0)
      : 0;
  return ordinal < first + kept ? view.currentRevision : view.updateRevision;
}

/** A wanted ordinal, and its pod if there is one. */
interface Replica {
  readonly ordinal: number;
  readonly pod: Frozen<Pod> | undefined;
}

/** The situation, sorted. */
interface View extends Situation {
  readonly replicas: readonly Replica[];
  readonly condemned: readonly Frozen<Pod>[];
  /** Name of the unavailable pod with the lowest ordinal: a replica before a condemned one. */
  readonly firstUnavailable: string | undefined;
}

function survey(situation: Situation): View {
  const { set, pods } = situation;
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(pod), pod]));
  const { first, end } = ordinalRange(set);
  const replicas: Replica[] = [];
  for (let ordinal = first; ordinal < end; ordinal += 1)
    replicas.push({ ordinal, pod: byOrdinal.get(ordinal) });
  const condemned = [...byOrdinal]
    .filter(([ordinal]) => ordinal >= 0 && !isWanted(set, ordinal))
    .sort(([a], [b]) => b - a)
    .map(([, pod]) => pod);
  const view: View = { ...situation, replicas, condemned, firstUnavailable: undefined };
  const replica = replicas.find(({ pod }) => !pod || isUnavailable(view, pod));
  const firstUnavailable = replica
    ? podName(set, replica.ordinal)
    : condemned.findLast((pod) => isUnavailable(view, pod))?.metadata.name;
  return { ...view, firstUnavailable };
}

function isUnavailable(view: View, pod: Frozen<Pod>): boolean {
  return isTerminating(pod) || !isAvailable(pod, minReadyMs(view.set), view.now);
}

function isRunningAndReady(pod: Frozen<Pod>): boolean {
  return pod.status.phase === 'Running' && isReady(pod);
}

function isClaimMissing(view: View, ordinal: number): boolean {
  return claimNames(view.set, ordinal).some(({ claim }) => view.claim(claim) === undefined);
}

function claimsMatch(view: View, pod: Frozen<Pod>): boolean {
  return claimNames(view.set, ordinalOf(pod)).every(({ claim }) => {
    const found = view.claim(claim);
    return found === undefined || ownersMatch(view.set, pod, found);
  });
}

function isOrdered(set: Frozen<StatefulSet>): boolean {
  return set.spec.podManagementPolicy !== 'Parallel';
}

function minReadyMs(set: Frozen<StatefulSet>): number {
  return (set.spec.minReadySeconds ?? 0) * second;
}

function wait(what: string, until?: Instant): Step {
  return { do: 'wait', for: what, ...(until === undefined ? {} : { until }) };
}
