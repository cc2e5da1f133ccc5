import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { thaw } from '../../../lib/json.ts';
import { localCondition } from './local.ts';
import { type APIService, apiServiceSchema } from './schema.ts';
import { validateAPIService } from './validation.ts';

/** Defaults and rules of APIService; follows kube-aggregator's pkg/registry/apiservice. */
export const apiServiceStrategy: Strategy<APIService> = {
  setDefaults(draft) {
    fillZeroValues(apiServiceSchema, draft);
    if (draft.spec.service) draft.spec.service.port ??= 443;
  },
  prepareForCreate(draft, { now }) {
    draft.status = draft.spec.service ? {} : { conditions: [localCondition(now)] };
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<APIService['status']>(old.status);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<APIService['spec']>(old.spec);
  },
  // The name follows from group and version, which validate says.
  validateName: () => [],
  validate: validateAPIService,
  validateUpdate: () => [],
};
