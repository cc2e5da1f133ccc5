import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual } from '../../../lib/json.ts';
import { type IngressClass, ingressClassSchema } from './schema.ts';
import { validateIngressClass, validateIngressClassUpdate } from './validation.ts';

/** Defaults and rules of IngressClass; follows pkg/registry/networking/ingressclass. */
export const ingressClassStrategy: Strategy<IngressClass> = {
  setDefaults(draft) {
    fillZeroValues(ingressClassSchema, draft);
    if (draft.spec.parameters) draft.spec.parameters.scope ??= 'Cluster';
  },
  prepareForCreate(draft) {
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  validate: validateIngressClass,
  validateUpdate: validateIngressClassUpdate,
};
