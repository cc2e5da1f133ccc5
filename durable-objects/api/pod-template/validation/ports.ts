import {
  duplicateError,
  type FieldError,
  type FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { portNameErrors, portNumberErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Container, ContainerPort } from '../container.ts';

export const protocols = ['SCTP', 'TCP', 'UDP'];

export function checkContainerPorts(
  ports: Frozen<ContainerPort[]> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  const names = new Set<string>();
  return (ports ?? []).flatMap((port, i) => {
    const here = at.index(i);
    const errors: FieldError[] = [];
    if (port.name) {
      const texts = portNameErrors(port.name);
      errors.push(...texts.map((text) => invalidError(here.child('name'), port.name, text)));
      if (texts.length === 0 && names.has(port.name))
        errors.push(duplicateError(here.child('name'), port.name));
      names.add(port.name);
    }
    if (port.containerPort === 0) errors.push(requiredError(here.child('containerPort'), ''));
    else errors.push(...checkPortNumber(port.containerPort, here.child('containerPort')));
    if (port.hostPort) errors.push(...checkPortNumber(port.hostPort, here.child('hostPort')));
    return [...errors, ...checkProtocol(port.protocol, here.child('protocol'))];
  });
}

/** A number, or the name of a container's port. */
export function checkPort(port: number | string, at: FieldPath): readonly FieldError[] {
  if (typeof port === 'number') return checkPortNumber(port, at);
  return portNameErrors(port).map((text) => invalidError(at, port, text));
}

export function checkPortNumber(port: number, at: FieldPath): readonly FieldError[] {
  return portNumberErrors(port).map((text) => invalidError(at, port, text));
}

export function checkProtocol(protocol: string, at: FieldPath): readonly FieldError[] {
  if (!protocol) return [requiredError(at, '')];
  return protocols.includes(protocol) ? [] : [notSupportedError(at, protocol, protocols)];
}

/** A port of the node can be given away once. */
export function checkHostPorts(
  containers: Frozen<Pick<Container, 'ports'>[]>,
  at: FieldPath,
): readonly FieldError[] {
  const taken = new Set<string>();
  return containers.flatMap(({ ports }, i) =>
    (ports ?? []).flatMap(({ protocol, hostIP, hostPort }, k) => {
      if (!hostPort) return [];
      const key = `${protocol}/${hostIP ?? ''}/${hostPort}`;
      if (taken.has(key))
        return [duplicateError(at.index(i).child('ports').index(k).child('hostPort'), key)];
      taken.add(key);
      return [];
    }),
  );
}
