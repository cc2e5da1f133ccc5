import { binding } from '../../apimachinery/requests.ts';
import {
  localSubjectAccessReview,
  selfSubjectAccessReview,
  selfSubjectReview,
  selfSubjectRulesReview,
  subjectAccessReview,
  tokenReview,
} from '../../apimachinery/review-kinds.ts';
import { canI, mayThey, mayTheyHere, whatMayI } from './access.ts';
import { bindNamedPod } from './binding.ts';
import { whoAmI } from './identity.ts';
import { whoseToken } from './token-review.ts';
import { type VirtualResource, virtualResource } from './virtual-resource.ts';

/** What `kubectl auth whoami` and `kubectl auth can-i` post, and what components ask. */
export const virtualResources: readonly VirtualResource[] = [
  virtualResource(selfSubjectReview, whoAmI),
  virtualResource(tokenReview, whoseToken),
  virtualResource(localSubjectAccessReview, mayTheyHere, true),
  virtualResource(selfSubjectAccessReview, canI),
  virtualResource(selfSubjectRulesReview, whatMayI),
  virtualResource(subjectAccessReview, mayThey),
  virtualResource(binding, bindNamedPod, true),
];
