import { nodes, type Pod, serviceAccounts } from '../../api/index.ts';
import { boundClaims, signToken, tokenIssuer } from '../../apimachinery/signed-token.ts';
import type { World } from '../../control/world.ts';
import { parseTime } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';

const daySeconds = 86_400;

/** A token that was asked for with this lifetime goes on for a year, for clients that never reread. */
const extendedSeconds = 3_607;

/** What a pod's volume asks for. */
export interface WantedToken {
  /** '': the API server. */
  readonly audience: string;
  readonly expirationSeconds: number;
}

/**
 * The token of a pod's account as its kubelet asks for it, rotated when four fifths of its time or a
 * day are over (pkg/kubelet/token). The same at every reading in between. '' without an account.
 */
export function serviceAccountToken(
  pod: Frozen<Pod>,
  { read, now, random }: Pick<World, 'read' | 'now' | 'random'>,
  { audience, expirationSeconds }: WantedToken,
): string {
  const { namespace = '', name, uid, creationTimestamp } = pod.metadata;
  const { serviceAccountName = 'default', nodeName = '' } = pod.spec;
  const account = read.get(serviceAccounts, { namespace, name: serviceAccountName });
  if (!account) return '';
  const node = read.get(nodes, { namespace: '', name: nodeName });
  const start = Math.floor((parseTime(creationTimestamp) ?? now) / 1_000);
  const period = Math.min(Math.floor(0.8 * expirationSeconds), daySeconds);
  const issuedAt = start + Math.floor((now / 1_000 - start) / period) * period;
  const isExtended = audience === '' && expirationSeconds === extendedSeconds;
  const times = isExtended
    ? { issuedAt, expiresAt: issuedAt + 365 * daySeconds, warnAfter: issuedAt + extendedSeconds }
    : { issuedAt, expiresAt: issuedAt + expirationSeconds };
  const subject = {
    namespace,
    account: { name: serviceAccountName, uid: account.metadata.uid },
    pod: { name, uid },
    ...(node ? { node: { name: nodeName, uid: node.metadata.uid } } : {}),
  };
  const audiences = [audience === '' ? tokenIssuer : audience];
  const id = random('jti', uid, audience, String(issuedAt)).uuid();
  return signToken(random, boundClaims(subject, audiences, times, id));
}
