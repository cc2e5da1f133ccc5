import type { Pod } from '../../api/index.ts';
import type { World } from '../../control/world.ts';
import type { Frozen } from '../../lib/json.ts';
import { toBytes } from '../../shell/index.ts';
import { toBase64 } from '../../volumes/contents/index.ts';

/**
 * A service account token in the form of a JWT. Its signature is keyed noise: the cluster knows
 * tokens by looking them up, not by cryptography.
 */
export function serviceAccountToken(
  pod: Frozen<Pod>,
  random: World['random'],
  audience: string,
): string {
  const { namespace = '', name, uid, creationTimestamp } = pod.metadata;
  const account = pod.spec.serviceAccountName ?? 'default';
  const issuer = 'https://kubernetes.default.svc.cluster.local';
  const claims = {
    aud: [audience === '' ? issuer : audience],
    iss: issuer,
    'kubernetes.io': { namespace, pod: { name, uid }, serviceaccount: { name: account } },
    iat: creationTimestamp,
    sub: `system:serviceaccount:${namespace}:${account}`,
  };
  const signature = random('service-account-token', uid, audience).hex(86);
  const parts = [JSON.stringify({ alg: 'RS256', kid: 'labset' }), JSON.stringify(claims)];
  return [...parts.map(base64url), signature].join('.');
}

function base64url(text: string): string {
  return toBase64(toBytes(text)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
