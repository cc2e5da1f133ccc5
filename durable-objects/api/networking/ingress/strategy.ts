import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { type Ingress, ingressSchema } from './schema.ts';
import {
  ingressWarnings,
  validateIngress,
  validateIngressStatus,
  validateNewIngress,
} from './validation.ts';

/** Defaults and rules of Ingress; follows pkg/registry/networking/ingress. */
export const ingressStrategy: Strategy<Ingress> = {
  setDefaults(draft) {
    fillZeroValues(ingressSchema, draft);
  },
  prepareForCreate(draft) {
    startGeneration(draft);
    draft.status = { loadBalancer: {} };
  },
  prepareForUpdate(draft, old) {
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
    draft.status = thaw<Ingress['status']>(old.status);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<Ingress['spec']>(old.spec);
  },
  validate: validateIngress,
  validateCreate: validateNewIngress,
  validateUpdate: () => [],
  validateStatusUpdate: validateIngressStatus,
  warnings: ingressWarnings,
};
