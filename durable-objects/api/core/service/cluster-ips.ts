import {
  duplicateError,
  type FieldError,
  FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkIP, isIPv6 } from '../../pod-template/validation/addresses.ts';
import { isHeadless } from './facts.ts';
import type { Service } from './schema.ts';

const specPath = FieldPath.of('spec');
const ipsAt = specPath.child('clusterIPs');

/** Addresses and families, given or allocated; follows ValidateServiceClusterIPsRelatedFields. */
export function checkClusterIPs(service: Frozen<Service>): readonly FieldError[] {
  const { spec } = service;
  if (spec.type === 'ExternalName') return [];
  const addresses = spec.clusterIPs ?? [];
  const errors = [...checkSame(service), ...checkFamilies(service)];
  const wrong = checkAddresses(addresses);
  if (addresses.length > 2)
    wrong.errors.push(invalidError(ipsAt, addresses, 'may only hold up to 2 values'));
  errors.push(...wrong.errors);
  if (wrong.isOver) return errors;
  const [first, second] = addresses;
  if (first !== undefined && second !== undefined && isIPv6(first) === isIPv6(second)) {
    const text = 'may specify no more than one IP for each IP family';
    errors.push(invalidError(ipsAt, addresses, text));
  }
  if (isHeadless(service)) return errors;
  return [...errors, ...checkMatchingFamilies(addresses, spec.ipFamilies ?? [])];
}

function checkSame({ spec }: Frozen<Service>): FieldError[] {
  const { clusterIP, clusterIPs = [] } = spec;
  if (!clusterIP) {
    const text = 'must be empty when `clusterIP` is not specified';
    return clusterIPs.length === 0 ? [] : [invalidError(ipsAt, clusterIPs, text)];
  }
  if (clusterIPs.length === 0) return [requiredError(ipsAt, '')];
  return clusterIPs[0] === clusterIP
    ? []
    : [invalidError(ipsAt, clusterIPs, 'first value must match `clusterIP`')];
}

function checkFamilies({ spec }: Frozen<Service>): readonly FieldError[] {
  const families = ['IPv4', 'IPv6'];
  const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];
  const { ipFamilies = [], ipFamilyPolicy: policy } = spec;
  const at = specPath.child('ipFamilies');
  return [
    ...ipFamilies.flatMap((family, i) => [
      ...(families.includes(family) ? [] : [notSupportedError(at.index(i), family, families)]),
      ...(ipFamilies.indexOf(family) < i ? [duplicateError(at.index(i), family)] : []),
    ]),
    ...(policy === undefined || policies.includes(policy)
      ? []
      : [notSupportedError(specPath.child('ipFamilyPolicy'), policy, policies)]),
  ];
}

function checkAddresses(addresses: readonly string[]): { errors: FieldError[]; isOver: boolean } {
  const errors = addresses.flatMap((address, i) => {
    if (i !== 0 || address !== 'None') return checkIP(address, ipsAt.index(i));
    return addresses.length > 1
      ? [invalidError(ipsAt, addresses, "'None' must be the first and only value")]
      : [];
  });
  return { errors, isOver: errors.length > 0 };
}

function checkMatchingFamilies(
  addresses: readonly string[],
  families: readonly string[],
): readonly FieldError[] {
  return addresses.flatMap((address, i) => {
    const family = families[i];
    if (family === undefined || (family === 'IPv6') === isIPv6(address)) return [];
    const text = `expected an ${family} value as indicated by \`ipFamilies[${i}]\``;
    return [invalidError(ipsAt.index(i), address, text)];
  });
}
