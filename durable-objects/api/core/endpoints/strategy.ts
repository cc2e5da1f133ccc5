import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type Endpoints, endpointsSchema } from './schema.ts';
import { validateEndpoints } from './validation.ts';

/** Defaults and rules of Endpoints; follows pkg/registry/core/endpoint. */
export const endpointsStrategy: Strategy<Endpoints> = {
  setDefaults(draft) {
    fillZeroValues(endpointsSchema, draft);
    for (const { ports } of draft.subsets ?? [])
      for (const port of ports ?? []) port.protocol ||= 'TCP';
  },
  validate: validateEndpoints,
  validateUpdate: () => [],
};
