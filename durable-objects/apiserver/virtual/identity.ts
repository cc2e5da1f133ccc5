import type { User } from '../../apimachinery/resource.ts';
import { selfSubjectReview } from '../../apimachinery/review-kinds.ts';
import { formatTime, toSeconds } from '../../lib/instant.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { VirtualCall } from './virtual-resource.ts';

/** `kubectl auth whoami`. */
export function whoAmI({ body, environment }: VirtualCall): JsonObject {
  const { user, now, clockSkipped } = environment;
  const { kind, apiVersion } = body(selfSubjectReview);
  const creationTimestamp = formatTime(now - toSeconds(clockSkipped));
  return {
    kind,
    apiVersion,
    metadata: { creationTimestamp },
    status: { userInfo: userInfo(user) },
  };
}

/** `authentication.k8s.io UserInfo`. */
export function userInfo({ name, uid, groups, extra }: User): JsonObject {
  return {
    username: name,
    ...(uid === undefined ? {} : { uid }),
    groups,
    ...(extra ? { extra } : {}),
  };
}
