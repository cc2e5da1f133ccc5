import type { Node, PersistentVolume, PersistentVolumeClaim } from '../../api/index.ts';
import { matchesNode } from '../../api/pod-template/node-matching.ts';
import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import { compareQuantities } from '../../apimachinery/quantity.ts';
import type { Frozen } from '../../lib/json.ts';
import {
  capacityOf,
  classOfClaim,
  classOfVolume,
  hasAccessModes,
  hasSameAttributes,
  hasSameMode,
  isClaimedBy,
  isLargeEnough,
} from './satisfies.ts';

type Volume = Frozen<PersistentVolume>;
type Claim = Frozen<PersistentVolumeClaim>;

/** Where a match is wanted; without a node, affinity does not matter. */
export interface MatchOptions {
  readonly node?: Frozen<Node>;
  /** The claim's class waits for the first consumer. */
  readonly delayed?: boolean;
  /** Names of volumes that are spoken for already. */
  readonly excluded?: ReadonlySet<string>;
}

/**
 * The best volume for an unbound claim: one that is reserved for it, else the smallest that fits
 * (component-helpers storage/volume, FindMatchingVolume). `volumes` may be in any order; equals
 * are taken by name, where upstream leaves the order open.
 */
export function findMatchingVolume(
  claim: Claim,
  volumes: readonly Volume[],
  options: MatchOptions = {},
): Volume | undefined {
  const selector = claim.spec.selector ? selectorOf(claim.spec.selector) : undefined;
  let best: Volume | undefined;
  for (const volume of volumes) {
    if (options.excluded?.has(volume.metadata.name)) continue;
    if (volume.spec.claimRef && !isClaimedBy(volume, claim)) continue;
    if (!isLargeEnough(volume, claim) || !hasSameMode(volume, claim)) continue;
    if (!hasSameAttributes(volume, claim) || volume.metadata.deletionTimestamp) continue;
    if (isClaimedBy(volume, claim)) return fitsNode(volume, options) ? volume : undefined;
    if (options.delayed && !options.node) continue;
    if (volume.status.phase !== 'Available') continue;
    if (selector && !matchesLabels(selector, volume.metadata.labels)) continue;
    if (classOfVolume(volume) !== classOfClaim(claim)) continue;
    if (!fitsNode(volume, options) || !hasAccessModes(volume, claim)) continue;
    if (!best || isSmaller(volume, best)) best = volume;
  }
  return best;
}

function fitsNode(volume: Volume, options: MatchOptions): boolean {
  return !options.node || matchesNode(volume.spec.nodeAffinity?.required, options.node);
}

function isSmaller(a: Volume, b: Volume): boolean {
  const bySize = compareQuantities(capacityOf(a), capacityOf(b));
  return bySize < 0 || (bySize === 0 && a.metadata.name < b.metadata.name);
}
