import type { Strategy } from '../../../apimachinery/resource.ts';
import { setCSIDriverDefaults } from './defaults.ts';
import type { CSIDriver } from './schema.ts';
import { validateCSIDriver, validateCSIDriverUpdate } from './validation.ts';

/** Defaults and rules of CSIDriver; follows pkg/registry/storage/csidriver. */
export const csiDriverStrategy: Strategy<CSIDriver> = {
  setDefaults: setCSIDriverDefaults,
  validate: validateCSIDriver,
  validateUpdate: validateCSIDriverUpdate,
};
