import {
  type FieldError,
  FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import {
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  portNameErrors,
  portNumberErrors,
  wildcardSubdomainErrors,
} from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkIP, isIP } from '../../pod-template/validation/addresses.ts';
import { checkTypedReference } from '../../pod-template/validation/typed-reference.ts';
import type { HTTPIngressPath, Ingress, IngressBackend } from './schema.ts';

/** Rules of pkg/apis/networking/validation. */

const classAnnotation = 'kubernetes.io/ingress.class';
const specPath = FieldPath.of('spec');
const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];
/** What a path that is compared by its segments may not hold. */
const badSequences = ['//', '/./', '/../', '%2f', '%2F'];
const badEndings = ['/..', '/.'];
const notAnAddress = 'must be a DNS name, not an IP address';

export function validateIngress({ spec }: Frozen<Ingress>): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (!spec.rules?.length && !spec.defaultBackend) {
    const text = 'either `defaultBackend` or `rules` must be specified';
    errors.push(invalidError(specPath, spec.rules ?? null, text));
  }
  if (spec.defaultBackend) {
    errors.push(...checkBackend(spec.defaultBackend, specPath.child('defaultBackend')));
  }
  (spec.rules ?? []).forEach(({ host, http }, i) => {
    const at = specPath.child('rules').index(i);
    if (host) errors.push(...checkRuleHost(host, at.child('host')));
    if (!http) return;
    const paths = at.child('http', 'paths');
    if (http.paths.length === 0) errors.push(requiredError(paths, ''));
    http.paths.forEach((path, k) => {
      errors.push(...checkPath(path, paths.index(k)));
    });
  });
  (spec.tls ?? []).forEach(({ hosts, secretName }, i) => {
    const at = specPath.child('tls').index(i);
    (hosts ?? []).forEach((host, k) => {
      errors.push(...checkName(hostCheck(host), host, at.child('hosts').index(k)));
    });
    if (secretName) {
      errors.push(...checkName(dns1123SubdomainErrors, secretName, at.child('secretName')));
    }
  });
  if (spec.ingressClassName !== undefined) {
    const at = specPath.child('ingressClassName');
    errors.push(...checkName(dns1123SubdomainErrors, spec.ingressClassName, at));
  }
  return errors;
}

/** The class may be named twice, once in the old way. */
export function validateNewIngress({ metadata, spec }: Frozen<Ingress>): readonly FieldError[] {
  const annotation = metadata.annotations?.[classAnnotation];
  const name = spec.ingressClassName;
  if (annotation === undefined || name === undefined || annotation === name) return [];
  const at = FieldPath.of('annotations', classAnnotation);
  return [invalidError(at, annotation, 'must match `ingressClassName` when both are specified')];
}

export function validateIngressStatus({ status }: Frozen<Ingress>): readonly FieldError[] {
  return (status.loadBalancer.ingress ?? []).flatMap(({ ip, hostname }, i) => {
    const at = FieldPath.of('status', 'loadBalancer', 'ingress').index(i);
    if (!hostname) return ip ? checkIP(ip, at.child('ip')) : [];
    return [
      ...(ip ? checkIP(ip, at.child('ip')) : []),
      ...checkName(dns1123SubdomainErrors, hostname, at.child('hostname')),
      ...(isIP(hostname) ? [invalidError(at.child('hostname'), hostname, notAnAddress)] : []),
    ];
  });
}

export function ingressWarnings(
  { metadata, spec }: Frozen<Ingress>,
  old?: Frozen<Ingress>,
): readonly string[] {
  const isOldWay = metadata.annotations?.[classAnnotation] !== undefined;
  if (old || !isOldWay || spec.ingressClassName !== undefined) return [];
  const text = `annotation "${classAnnotation}" is deprecated, please use 'spec.ingressClassName' instead`;
  return [text];
}

function hostCheck(host: string): typeof dns1123SubdomainErrors {
  return host.includes('*') ? wildcardSubdomainErrors : dns1123SubdomainErrors;
}

function checkRuleHost(host: string, at: FieldPath): readonly FieldError[] {
  return [
    ...(isIP(host) ? [invalidError(at, host, notAnAddress)] : []),
    ...checkName(hostCheck(host), host, at),
  ];
}

function checkPath(
  { path = '', pathType, backend }: Frozen<HTTPIngressPath>,
  at: FieldPath,
): readonly FieldError[] {
  const here = at.child('path');
  // The type is required, but a manifest without it is decoded all the same.
  if (!pathType) return [requiredError(at.child('pathType'), 'pathType must be specified')];
  const errors: FieldError[] = [];
  const wrong = (text: string): number => errors.push(invalidError(here, path, text));
  if (!pathTypes.includes(pathType)) {
    errors.push(notSupportedError(at.child('pathType'), pathType, pathTypes));
  } else if (pathType === 'ImplementationSpecific') {
    if (path !== '' && !path.startsWith('/')) wrong('must be an absolute path');
  } else {
    if (!path.startsWith('/')) wrong('must be an absolute path');
    for (const text of badSequences) if (path.includes(text)) wrong(`must not contain '${text}'`);
    for (const text of badEndings) if (path.endsWith(text)) wrong(`cannot end with '${text}'`);
  }
  return [...errors, ...checkBackend(backend, at.child('backend'))];
}

function checkBackend(
  { service, resource }: Frozen<IngressBackend>,
  at: FieldPath,
): readonly FieldError[] {
  if (resource && service) {
    return [invalidError(at, '', 'cannot set both resource and service backends')];
  }
  if (resource) return checkTypedReference(resource, at.child('resource'));
  if (!service) return [invalidError(at, '', 'resource or service backend is required')];
  const { name, port } = service;
  const portPath = at.child('service', 'port');
  const errors: FieldError[] = [];
  if (name === '') errors.push(requiredError(at.child('service', 'name'), ''));
  // v1.36 lets a Service's name begin with a digit.
  else errors.push(...checkName(dns1123LabelErrors, name, at.child('service', 'name')));
  if (port.name && port.number) {
    errors.push(invalidError(at, '', 'cannot set both port name & port number'));
  } else if (port.name) {
    errors.push(...checkName(portNameErrors, port.name, portPath.child('name')));
  } else if (port.number) {
    const texts = portNumberErrors(port.number);
    errors.push(...texts.map((text) => invalidError(portPath.child('number'), port.number, text)));
  } else errors.push(requiredError(at, 'port name or number is required'));
  return errors;
}
