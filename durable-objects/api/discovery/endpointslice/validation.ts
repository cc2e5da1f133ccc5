import {
  duplicateError,
  type FieldError,
  FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
  tooManyError,
} from '../../../apimachinery/field-error.ts';
import { checkImmutable, checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors, dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkIP, checkNotSpecial, isIPv6 } from '../../pod-template/validation/addresses.ts';
import { checkProtocol } from '../../pod-template/validation/ports.ts';
import type { Endpoint, EndpointSlice } from './schema.ts';

type Read = Frozen<EndpointSlice>;

/** Upstream's limits on one slice. */
const maxEndpoints = 1_000;
const maxAddresses = 100;
const maxPorts = 20_000;

const addressTypes = ['FQDN', 'IPv4', 'IPv6'];

/** Rules of every EndpointSlice; follows pkg/apis/discovery/validation. */
export function validateEndpointSlice(slice: Read): readonly FieldError[] {
  const { addressType, endpoints = [], ports = [] } = slice;
  const endpointsAt = FieldPath.of('endpoints');
  return [
    ...checkAddressType(addressType),
    ...(endpoints.length > maxEndpoints
      ? [tooManyError(endpointsAt, endpoints.length, maxEndpoints)]
      : endpoints.flatMap((endpoint, i) =>
          checkEndpoint(endpoint, addressType, endpointsAt.index(i)),
        )),
    ...checkPorts(ports, FieldPath.of('ports')),
  ];
}

export function validateEndpointSliceUpdate(slice: Read, old: Read): readonly FieldError[] {
  return checkImmutable(slice.addressType, old.addressType, FieldPath.of('addressType'));
}

function checkAddressType(type: string): readonly FieldError[] {
  if (type === '') return [requiredError('addressType', '')];
  return addressTypes.includes(type) ? [] : [notSupportedError('addressType', type, addressTypes)];
}

function checkEndpoint(
  { addresses, hostname, nodeName }: Frozen<Endpoint>,
  type: string,
  at: FieldPath,
): readonly FieldError[] {
  const place = at.child('addresses');
  const count =
    addresses.length === 0
      ? [requiredError(place, 'must contain at least 1 address')]
      : addresses.length > maxAddresses
        ? [tooManyError(place, addresses.length, maxAddresses)]
        : [];
  return [
    ...count,
    ...addresses.flatMap((address, i) => checkAddress(address, type, place.index(i))),
    ...(nodeName ? checkName(dns1123SubdomainErrors, nodeName, at.child('nodeName')) : []),
    ...(hostname ? checkName(dns1123LabelErrors, hostname, at.child('hostname')) : []),
  ];
}

function checkAddress(address: string, type: string, at: FieldPath): readonly FieldError[] {
  if (type === 'FQDN') return checkName(dns1123SubdomainErrors, address, at);
  if (!addressTypes.includes(type)) return [];
  const errors = checkIP(address, at);
  if (errors.length > 0) return errors;
  if (isIPv6(address) !== (type === 'IPv6'))
    return [invalidError(at, address, `must be an ${type} address`)];
  return checkNotSpecial(address, at);
}

function checkPorts(ports: NonNullable<Read['ports']>, at: FieldPath): readonly FieldError[] {
  if (ports.length > maxPorts) return [tooManyError(at, ports.length, maxPorts)];
  const names = new Set<string>();
  return ports.flatMap(({ name, protocol }, i) => {
    const here = at.index(i);
    const isAgain = names.has(name);
    names.add(name);
    return [
      ...(name === '' ? [] : checkName(dns1123LabelErrors, name, here.child('name'))),
      ...(isAgain ? [duplicateError(here.child('name'), name)] : []),
      ...checkProtocol(protocol, here.child('protocol')),
    ];
  });
}
