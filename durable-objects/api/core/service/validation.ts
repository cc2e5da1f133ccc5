import {
  duplicateError,
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkLabels, checkName } from '../../../apimachinery/field-rules.ts';
import {
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  qualifiedNameErrors,
} from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkCIDR, checkIP, checkNotSpecial } from '../../pod-template/validation/addresses.ts';
import { checkPort, checkPortNumber, checkProtocol } from '../../pod-template/validation/ports.ts';
import { checkClusterIPs } from './cluster-ips.ts';
import { isExternallyAccessible, isHeadless, needsHealthCheck } from './facts.ts';
import type { Service, ServicePort, ServiceSpec } from './schema.ts';

type Read = Frozen<Service>;
type Spec = Frozen<ServiceSpec>;

const specPath = FieldPath.of('spec');
const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

/** A day: the longest that a client may stay with its endpoint. */
const maxAffinitySeconds = 86_400;

/** Rules of every Service; follows ValidateService. */
export function validateService(service: Read): readonly FieldError[] {
  const { spec } = service;
  const ports = spec.ports ?? [];
  const needsPorts = !isHeadless(service) && spec.type !== 'ExternalName';
  return [
    ...(needsPorts && ports.length === 0 ? [requiredError(specPath.child('ports'), '')] : []),
    ...checkType(service),
    ...checkPorts(ports, specPath.child('ports')),
    ...checkLabels(spec.selector, specPath.child('selector')),
    ...checkAffinity(spec),
    ...checkClusterIPs(service),
    ...(spec.externalIPs ?? []).flatMap((ip, i) => {
      const here = specPath.child('externalIPs').index(i);
      const errors = checkIP(ip, here);
      return errors.length > 0 ? errors : checkNotSpecial(ip, here);
    }),
    ...(types.includes(spec.type)
      ? []
      : [notSupportedError(specPath.child('type'), spec.type, types)]),
    ...checkUniquePorts(spec),
    ...checkLoadBalancer(spec),
    ...checkTraffic(service),
  ];
}

/** Fields that a headless Service does not use. */
export function serviceWarnings(service: Read): readonly string[] {
  if (!isHeadless(service)) return [];
  const { loadBalancerIP, externalIPs, sessionAffinity } = service.spec;
  return [
    ...(loadBalancerIP ? ['spec.loadBalancerIP is ignored for headless services'] : []),
    ...(externalIPs?.length ? ['spec.externalIPs is ignored for headless services'] : []),
    ...(sessionAffinity === 'None'
      ? []
      : ['spec.SessionAffinity is ignored for headless services']),
  ];
}

function checkType(service: Read): readonly FieldError[] {
  const { spec } = service;
  if (spec.type === 'LoadBalancer' || spec.type === 'NodePort') {
    const text = `may not be set to 'None' for ${spec.type} services`;
    const place = specPath.child('clusterIPs').index(0);
    return isHeadless(service) ? [invalidError(place, 'None', text)] : [];
  }
  if (spec.type !== 'ExternalName') return [];
  const text = 'may not be set for ExternalName services';
  const name = (spec.externalName ?? '').replace(/\.$/, '');
  const nameAt = specPath.child('externalName');
  return [
    ...(spec.clusterIPs?.length ? [forbiddenError(specPath.child('clusterIPs'), text)] : []),
    ...(spec.ipFamilies?.length ? [forbiddenError(specPath.child('ipFamilies'), text)] : []),
    ...(spec.ipFamilyPolicy === undefined
      ? []
      : [forbiddenError(specPath.child('ipFamilyPolicy'), text)]),
    ...(name === ''
      ? [requiredError(nameAt, '')]
      : checkName(dns1123SubdomainErrors, name, nameAt)),
  ];
}

function checkPorts(ports: readonly Frozen<ServicePort>[], at: FieldPath): readonly FieldError[] {
  const names = new Set<string>();
  return ports.flatMap((port, i) => {
    const here = at.index(i);
    const { name = '', appProtocol } = port;
    const nameAt = here.child('name');
    const errors: FieldError[] = [];
    if (name === '' && ports.length > 1) errors.push(requiredError(nameAt, ''));
    else if (name !== '') {
      errors.push(...checkName(dns1123LabelErrors, name, nameAt));
      if (names.has(name)) errors.push(duplicateError(nameAt, name));
      names.add(name);
    }
    return [
      ...errors,
      ...checkPortNumber(port.port, here.child('port')),
      ...checkProtocol(port.protocol, here.child('protocol')),
      ...checkPort(port.targetPort, here.child('targetPort')),
      ...(appProtocol === undefined
        ? []
        : checkName(qualifiedNameErrors, appProtocol, here.child('appProtocol'))),
    ];
  });
}

function checkAffinity({ sessionAffinity, sessionAffinityConfig }: Spec): readonly FieldError[] {
  const at = specPath.child('sessionAffinity');
  const place = specPath.child('sessionAffinityConfig', 'clientIP', 'timeoutSeconds');
  const affinities = ['ClientIP', 'None'];
  if (!affinities.includes(sessionAffinity))
    return [notSupportedError(at, sessionAffinity, affinities)];
  if (sessionAffinity === 'None') return [];
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds;
  if (seconds === undefined)
    return [requiredError(place, 'when session affinity type is ClientIP')];
  const text = `must be greater than 0 and less than ${maxAffinitySeconds}`;
  return seconds <= 0 || seconds > maxAffinitySeconds ? [invalidError(place, seconds, text)] : [];
}

function checkUniquePorts({ type, ports = [] }: Spec): readonly FieldError[] {
  const at = specPath.child('ports');
  const errors: FieldError[] = [];
  if (type === 'ClusterIP')
    ports.forEach(({ nodePort }, i) => {
      const text = "may not be used when `type` is 'ClusterIP'";
      if (nodePort) errors.push(forbiddenError(at.index(i).child('nodePort'), text));
    });
  const isAgain = (field: 'port' | 'nodePort', i: number): boolean => {
    const key = (port: Frozen<ServicePort>): string => `${port.protocol}/${port[field] ?? 0}`;
    const keys = ports.map(key);
    return keys.indexOf(keys[i] ?? '') < i;
  };
  ports.forEach(({ nodePort }, i) => {
    if (nodePort && isAgain('nodePort', i))
      errors.push(duplicateError(at.index(i).child('nodePort'), nodePort));
  });
  ports.forEach(({ port, protocol }, i) => {
    if (isAgain('port', i)) errors.push(duplicatePort(at.index(i), port, protocol));
  });
  return errors;
}

/** Upstream shows the port's struct, with nothing but what must be unique. */
function duplicatePort(at: FieldPath, port: number, protocol: string): FieldError {
  const value = {
    ...{ Name: '', Protocol: protocol, AppProtocol: null, Port: port },
    ...{ TargetPort: 0, NodePort: 0 },
  };
  const body = `Duplicate value: ${JSON.stringify(value)}`;
  return { type: 'Duplicate', field: at.text, body };
}

function checkLoadBalancer(spec: Spec): readonly FieldError[] {
  const isBalanced = spec.type === 'LoadBalancer';
  const ranges = spec.loadBalancerSourceRanges ?? [];
  const rangesAt = specPath.child('LoadBalancerSourceRanges');
  const classAt = specPath.child('loadBalancerClass');
  const only = "may only be used when `type` is 'LoadBalancer'";
  const forbid = (value: unknown, at: FieldPath): readonly FieldError[] =>
    isBalanced || value === undefined ? [] : [forbiddenError(at, only)];
  return [
    ...(ranges.length > 0 ? forbid(ranges, rangesAt) : []),
    ...ranges.flatMap((range, i) => checkCIDR(range.trim(), rangesAt.index(i))),
    ...forbid(spec.allocateLoadBalancerNodePorts, specPath.child('allocateLoadBalancerNodePorts')),
    ...(isBalanced && spec.loadBalancerClass !== undefined
      ? checkName(qualifiedNameErrors, spec.loadBalancerClass, classAt)
      : forbid(spec.loadBalancerClass, classAt)),
  ];
}

function checkTraffic(service: Read): readonly FieldError[] {
  const { spec } = service;
  const { externalTrafficPolicy: external, internalTrafficPolicy: internal } = spec;
  const policies = ['Cluster', 'Local'];
  const externalAt = specPath.child('externalTrafficPolicy');
  const healthAt = specPath.child('healthCheckNodePort');
  const errors: FieldError[] = [];
  if (!isExternallyAccessible(service)) {
    const text = 'may only be set for externally-accessible services';
    if (external) errors.push(invalidError(externalAt, external, text));
  } else if (!external) errors.push(requiredError(externalAt, ''));
  else if (!policies.includes(external))
    errors.push(notSupportedError(externalAt, external, policies));
  if (!needsHealthCheck(service) && spec.healthCheckNodePort) {
    const text =
      "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    errors.push(invalidError(healthAt, spec.healthCheckNodePort, text));
  }
  if (internal !== undefined && !policies.includes(internal))
    errors.push(notSupportedError(specPath.child('internalTrafficPolicy'), internal, policies));
  const distributions = ['PreferClose', 'PreferSameNode', 'PreferSameZone'];
  const { trafficDistribution: near } = spec;
  if (near !== undefined && !distributions.includes(near))
    errors.push(notSupportedError(specPath.child('trafficDistribution'), near, distributions));
  return errors;
}
