import { formatTime, type Instant } from '../../../lib/instant.ts';
import type { APIServiceCondition } from './schema.ts';

/** What is served by the API server itself is there as long as anything is. */
export function localCondition(since: Instant): APIServiceCondition {
  return {
    type: 'Available',
    status: 'True',
    lastTransitionTime: formatTime(since),
    reason: 'Local',
    message: 'Local APIServices are always available',
  };
}
