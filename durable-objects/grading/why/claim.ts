import { type PersistentVolumeClaim, storageClasses } from '../../api/index.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import { texts } from '../texts.ts';
import type { Cause } from './cause.ts';
import { warningAbout } from './events.ts';

/** Why a claim is not Bound. */
export function whyClaim(read: Reader, claim: Frozen<PersistentVolumeClaim>): Cause {
  const { name } = claim.metadata;
  if (claim.status.phase === 'Bound') return { why: [] };
  if (claim.status.phase === 'Lost') return { why: [texts.claimLost(name)], isStuck: true };
  const effects = [texts.claimPending(name)];
  const className = claim.spec.storageClassName;
  if (className && !read.get(storageClasses, { namespace: '', name: className })) {
    return { why: [...effects, texts.noClass(className)], isStuck: true };
  }
  const said = warningAbout(
    read,
    'PersistentVolumeClaim',
    keyOf(claim),
    'ProvisioningFailed',
    'FailedBinding',
  );
  if (said) return { why: [...effects, texts.kubernetesSays(said.message)], isStuck: true };
  if (!className) return { why: [...effects, texts.noDefaultClass], isStuck: true };
  return { why: effects };
}
