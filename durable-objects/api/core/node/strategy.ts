import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { thaw } from '../../../lib/json.ts';
import { type Node, nodeSchema } from './schema.ts';
import { validateNode, validateNodeUpdate } from './validation.ts';

/** Defaults and rules of Node; follows pkg/registry/core/node. */
export const nodeStrategy: Strategy<Node> = {
  setDefaults(draft) {
    fillZeroValues(nodeSchema, draft);
    const { capacity } = draft.status;
    if (capacity) draft.status.allocatable ??= { ...capacity };
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<Node['status']>(old.status);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<Node['spec']>(old.spec);
  },
  validate: validateNode,
  validateUpdate: validateNodeUpdate,
};
