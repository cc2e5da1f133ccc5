import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { classOfClaim, isClaimedBy, namesClass, whyUnsatisfied } from '../matching/satisfies.ts';
import { bindCompleted, selectedNode } from '../names.ts';

type Claim = Frozen<PersistentVolumeClaim>;
type Volume = Frozen<PersistentVolume>;

/** An event about the claim. */
export interface Told {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** The next thing to do for a claim. */
export type ClaimStep =
  | { readonly do: 'bind'; readonly volume: Volume }
  | { readonly do: 'setClass'; readonly name: string }
  | { readonly do: 'provision'; readonly className: string }
  | { readonly do: 'pend'; readonly tell?: Told }
  | { readonly do: 'lose'; readonly tell: Told };

/** What a decision about a claim may look at. */
export interface ClaimView {
  /** The volume that the claim names, if it exists. */
  readonly named: Volume | undefined;
  /** The best match among the volumes; only asked for when it matters. */
  match(delayed: boolean): Volume | undefined;
  storageClass(name: string): Frozen<StorageClass> | undefined;
  readonly defaultClass: Frozen<StorageClass> | undefined;
  /** Pods that use the claim and have no node yet. */
  readonly unscheduled: readonly string[];
}

/**
 * What the binder does with a claim (pkg/controller/volume/persistentvolume, syncClaim). The state
 * space is small and treacherous, so every branch stands here with its else, numbered as in
 * SPEC.md.
 */
export function planClaim(claim: Claim, view: ClaimView): ClaimStep | undefined {
  const isBound = claim.metadata.annotations?.[bindCompleted] !== undefined;
  return isBound ? planBound(claim, view) : planUnbound(claim, view);
}

function planUnbound(claim: Claim, view: ClaimView): ClaimStep {
  if (claim.spec.volumeName) return planNamed(claim, claim.spec.volumeName, view);
  const className = classOfClaim(claim);
  const delayed =
    view.storageClass(className)?.volumeBindingMode === 'WaitForFirstConsumer' &&
    claim.metadata.annotations?.[selectedNode] === undefined;
  const match = view.match(delayed);
  // 1.1 A volume fits.
  if (match) return { do: 'bind', volume: match };
  // 1.2 No class was ever named, and by now there is a default one.
  if (!namesClass(claim) && view.defaultClass) {
    return { do: 'setClass', name: view.defaultClass.metadata.name };
  }
  // 1.3 The class waits for a pod.
  if (delayed) return { do: 'pend', tell: delayedEvent(view.unscheduled) };
  // 1.4 A class makes a volume.
  if (className !== '') return { do: 'provision', className };
  // 1.5 Nobody will make one.
  return {
    do: 'pend',
    tell: {
      type: 'Normal',
      reason: 'FailedBinding',
      message: 'no persistent volumes available for this claim and no storage class is set',
    },
  };
}

function planNamed(claim: Claim, name: string, { named }: ClaimView): ClaimStep {
  // 2.1 The volume isn't there (yet).
  if (!named) return { do: 'pend' };
  if (!named.spec.claimRef) {
    const why = whyUnsatisfied(named, claim);
    // 2.2 It is free and fits.
    if (why === undefined) return { do: 'bind', volume: named };
    // 2.3 It is free and does not fit.
    const message = `Cannot bind to requested volume ${JSON.stringify(name)}: ${why}`;
    return { do: 'pend', tell: { type: 'Warning', reason: 'VolumeMismatch', message } };
  }
  // 2.4 It is reserved for this claim.
  if (isClaimedBy(named, claim)) return { do: 'bind', volume: named };
  // 2.5 It is somebody else's.
  const message = `volume ${JSON.stringify(name)} already bound to a different claim.`;
  return { do: 'pend', tell: { type: 'Warning', reason: 'FailedBinding', message } };
}

function planBound(claim: Claim, { named }: ClaimView): ClaimStep | undefined {
  // 3.1 The claim has forgotten its volume.
  if (!claim.spec.volumeName) {
    return lose(
      'ClaimLost',
      'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!',
    );
  }
  // 3.2 The volume has gone.
  if (!named) {
    const message = 'Bound claim has lost its PersistentVolume. Data on the volume is lost!';
    return lose('ClaimLost', message);
  }
  const claimRef = named.spec.claimRef;
  // 3.3 The volume has forgotten the claim. 3.4 They are one; what is missing is completed.
  if (!claimRef || claimRef.uid === claim.metadata.uid) return { do: 'bind', volume: named };
  // 3.5 The volume is reserved by name, for a claim without UID.
  if (!claimRef.uid && isClaimedBy(named, claim)) return { do: 'bind', volume: named };
  // 3.6 The volume is another claim's.
  return lose(
    'ClaimMisbound',
    'Two claims are bound to the same volume, this one is bound incorrectly',
  );
}

function delayedEvent(unscheduled: readonly string[]): Told {
  const [first, ...others] = unscheduled;
  if (first === undefined) {
    return {
      type: 'Normal',
      reason: 'WaitForFirstConsumer',
      message: 'waiting for first consumer to be created before binding',
    };
  }
  const pods = others.length === 0 ? `pod ${first}` : `pods ${unscheduled.join(',')}`;
  const message = `waiting for ${pods} to be scheduled`;
  return { type: 'Normal', reason: 'WaitForPodScheduled', message };
}

function lose(reason: string, message: string): ClaimStep {
  return { do: 'lose', tell: { type: 'Warning', reason, message } };
}
