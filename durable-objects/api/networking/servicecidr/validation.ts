import {
  type FieldError,
  FieldPath,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { invalidStruct } from '../../../apimachinery/field-rules.ts';
import { formatCidr, parseCidr } from '../../../lib/ip.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkCIDR } from '../../pod-template/validation/addresses.ts';
import type { ServiceCIDR } from './schema.ts';

const at = FieldPath.of('spec', 'cidrs');

/** One range, or one of each family; follows pkg/apis/networking/validation. */
export function validateServiceCIDR({ spec }: Frozen<ServiceCIDR>): readonly FieldError[] {
  const cidrs = spec.cidrs ?? [];
  // Upstream shows its internal struct.
  const shown = { CIDRs: cidrs };
  if (cidrs.length === 0) return [requiredError(at, 'at least one CIDR required')];
  if (cidrs.length > 2) return [invalidStruct(at, shown, 'may only hold up to 2 values')];
  const families = new Set(cidrs.map((cidr) => parseCidr(cidr)?.address.bits));
  if (cidrs.length === 2 && (families.size !== 2 || families.has(undefined))) {
    const text =
      'may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64';
    return [invalidStruct(at, shown, text)];
  }
  return cidrs.flatMap((cidr, i) => {
    const errors = checkCIDR(cidr, at.index(i));
    const range = parseCidr(cidr);
    const canonical = range ? formatCidr(range) : cidr;
    if (errors.length > 0 || canonical === cidr) return errors;
    const text = `must be in canonical form (${JSON.stringify(canonical)})`;
    return [invalidError(at.index(i), cidr, text)];
  });
}
