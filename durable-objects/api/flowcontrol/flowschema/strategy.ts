import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { type FlowSchema, flowSchemaSchema } from './schema.ts';
import { validateFlowSchema } from './validation.ts';

/** Defaults and rules of FlowSchema; follows pkg/registry/flowcontrol/flowschema. */
export const flowSchemaStrategy: Strategy<FlowSchema> = {
  setDefaults(draft) {
    fillZeroValues(flowSchemaSchema, draft);
    draft.spec.matchingPrecedence ||= 1_000;
  },
  prepareForCreate(draft) {
    startGeneration(draft);
    draft.status = {};
  },
  prepareForUpdate(draft, old) {
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
    draft.status = thaw<FlowSchema['status']>(old.status);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<FlowSchema['spec']>(old.spec);
  },
  validate: validateFlowSchema,
  validateUpdate: () => [],
};
