import { type FieldError, FieldPath, requiredError } from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkIP, checkNotSpecial } from '../../pod-template/validation/addresses.ts';
import { checkPortNumber, checkProtocol } from '../../pod-template/validation/ports.ts';
import type { EndpointAddress, Endpoints } from './schema.ts';

/** Rules of every Endpoints; follows validateEndpointSubsets. */
export function validateEndpoints({ subsets }: Frozen<Endpoints>): readonly FieldError[] {
  return (subsets ?? []).flatMap((subset, i) => {
    const at = FieldPath.of('subsets').index(i);
    const { addresses = [], notReadyAddresses = [], ports = [] } = subset;
    const text = 'must specify `addresses` or `notReadyAddresses`';
    return [
      ...(addresses.length + notReadyAddresses.length === 0 ? [requiredError(at, text)] : []),
      ...checkAddresses(addresses, at.child('addresses')),
      ...checkAddresses(notReadyAddresses, at.child('notReadyAddresses')),
      ...ports.flatMap(({ name = '', port, protocol }, k) => {
        const here = at.child('ports').index(k);
        return [
          ...(name === '' && ports.length > 1 ? [requiredError(here.child('name'), '')] : []),
          ...(name === '' ? [] : checkName(dns1123LabelErrors, name, here.child('name'))),
          ...checkPortNumber(port, here.child('port')),
          ...checkProtocol(protocol, here.child('protocol')),
        ];
      }),
    ];
  });
}

function checkAddresses(addresses: readonly Frozen<EndpointAddress>[], at: FieldPath) {
  return addresses.flatMap(({ ip, hostname }, i) => {
    const here = at.index(i);
    return [
      ...checkIP(ip, here.child('ip')),
      ...(hostname ? checkName(dns1123LabelErrors, hostname, here.child('hostname')) : []),
      ...checkNotSpecial(ip, here.child('ip')),
    ];
  });
}
