import { type FieldError, FieldPath, requiredError } from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import {
  dns1123SubdomainErrors,
  type NameCheck,
  pathSegmentErrors,
} from '../../../apimachinery/names.ts';
import { formatIp, parseIp } from '../../../lib/ip.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { IPAddress } from './schema.ts';

/** Rules of pkg/apis/networking/validation. */

const parentPath = FieldPath.of('spec', 'parentRef');

/** The name is the address itself, in its canonical form. */
export const ipAddressNameErrors: NameCheck = (name) => {
  const address = parseIp(name);
  if (!address) return ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];
  const canonical = formatIp(address);
  return canonical === name ? [] : [`must be in canonical form (${JSON.stringify(canonical)})`];
};

export function validateIPAddress({ spec }: Frozen<IPAddress>): readonly FieldError[] {
  const { parentRef } = spec;
  if (!parentRef) return [requiredError(parentPath, '')];
  const { group, resource, namespace, name } = parentRef;
  return [
    ...(group ? checkName(dns1123SubdomainErrors, group, parentPath.child('group')) : []),
    ...checkSegment(resource, parentPath.child('resource')),
    ...checkSegment(name, parentPath.child('name')),
    ...(namespace ? checkName(pathSegmentErrors, namespace, parentPath.child('namespace')) : []),
  ];
}

function checkSegment(value: string, at: FieldPath): readonly FieldError[] {
  return value === '' ? [requiredError(at, '')] : checkName(pathSegmentErrors, value, at);
}
