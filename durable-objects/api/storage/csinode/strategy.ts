import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type CSINode, csiNodeSchema } from './schema.ts';
import { validateCSINode, validateCSINodeUpdate } from './validation.ts';

/** Defaults and rules of CSINode; follows pkg/registry/storage/csinode. */
export const csiNodeStrategy: Strategy<CSINode> = {
  setDefaults(draft) {
    fillZeroValues(csiNodeSchema, draft);
  },
  validate: validateCSINode,
  validateUpdate: validateCSINodeUpdate,
};
