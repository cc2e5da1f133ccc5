import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { thaw } from '../../../lib/json.ts';
import { type ResourceQuota, resourceQuotaSchema } from './schema.ts';
import {
  validateResourceQuota,
  validateResourceQuotaStatusUpdate,
  validateResourceQuotaUpdate,
} from './validation.ts';

/** Defaults and rules of ResourceQuota; follows pkg/registry/core/resourcequota. */
export const resourceQuotaStrategy: Strategy<ResourceQuota> = {
  setDefaults: (draft) => fillZeroValues(resourceQuotaSchema, draft),
  prepareForCreate(draft) {
    draft.status = {};
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<ResourceQuota['status']>(old.status);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<ResourceQuota['spec']>(old.spec);
  },
  validate: validateResourceQuota,
  validateUpdate: validateResourceQuotaUpdate,
  validateStatusUpdate: validateResourceQuotaStatusUpdate,
};
