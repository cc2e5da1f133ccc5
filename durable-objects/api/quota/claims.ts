import { storageClassOf } from '../../apimachinery/access-modes.ts';
import {
  compareQuantities,
  parseQuantity,
  type Quantity,
  quantityOf,
  quantityValue,
} from '../../apimachinery/quantity.ts';
import type { Frozen } from '../../lib/json.ts';
import { persistentVolumeClaims } from '../core/persistentvolumeclaim/resource.ts';
import type { PersistentVolumeClaim } from '../core/persistentvolumeclaim/schema.ts';
import { type Evaluator, objectCountName, one } from './evaluator.ts';

type Read = Frozen<PersistentVolumeClaim>;

const countName = objectCountName(persistentVolumeClaims);
const names = ['persistentvolumeclaims', 'requests.storage'];
const suffix = '.storageclass.storage.k8s.io/';

/** How claims count (pkg/quota/v1/evaluator/core/persistent_volume_claims.go). */
export const claimEvaluator: Evaluator = {
  tracks: (name) =>
    name === countName ||
    names.includes(name) ||
    names.some((tracked) => name.endsWith(`${suffix}${tracked}`)),
  usage(claim: Read) {
    const { metadata, spec } = claim;
    const storageClass = storageClassOf(metadata.annotations, spec.storageClassName);
    const storage = storageUse(claim);
    const usage: { [resource: string]: Quantity } = {
      [countName]: one,
      persistentvolumeclaims: one,
      ...(storage ? { 'requests.storage': storage } : {}),
    };
    if (!storageClass) return usage;
    usage[`${storageClass}${suffix}persistentvolumeclaims`] = one;
    if (storage) usage[`${storageClass}${suffix}requests.storage`] = storage;
    return usage;
  },
  matchesScope: () => false,
  lacks: () => undefined,
  grows: true,
};

/** What is asked for, or what was allocated if that is more, in whole bytes. */
function storageUse({ spec, status }: Read): Quantity | undefined {
  const asked = spec.resources.requests?.storage;
  if (asked === undefined) return undefined;
  const allocated = status.allocatedResources?.storage;
  const most =
    allocated !== undefined && compareQuantities(allocated, asked) > 0 ? allocated : asked;
  const quantity = parseQuantity(most);
  return quantityOf(quantityValue(quantity), quantity.format);
}
