import { FieldPath } from '../../../apimachinery/field-error.ts';
import { checkImmutable } from '../../../apimachinery/field-rules.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type IPAddress, ipAddressSchema } from './schema.ts';
import { ipAddressNameErrors, validateIPAddress } from './validation.ts';

/** Defaults and rules of IPAddress; follows pkg/registry/networking/ipaddress. */
export const ipAddressStrategy: Strategy<IPAddress> = {
  setDefaults(draft) {
    fillZeroValues(ipAddressSchema, draft);
  },
  validateName: ipAddressNameErrors,
  validate: validateIPAddress,
  validateUpdate: ({ spec }, old) =>
    checkImmutable(spec.parentRef, old.spec.parentRef, FieldPath.of('spec', 'parentRef')),
};
