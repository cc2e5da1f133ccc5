import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkAnnotations, checkLabels, checkName } from '../../../apimachinery/field-rules.ts';
import {
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  qualifiedNameErrors,
  rangeErrors,
} from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { PodSpec, PodTemplateSpec } from '../pod-spec.ts';
import { checkAffinity } from './affinity.ts';
import { checkContainers, checkEphemeralContainers, checkInitContainers } from './containers.ts';
import { checkDNSConfig, checkDNSPolicy, checkHostAliases } from './dns.ts';
import { checkList } from './resources.ts';
import { checkHostUsers, checkPodSecurityContext } from './security.ts';
import { checkTolerations } from './tolerations.ts';
import { checkTopologySpread } from './topology.ts';
import { checkVolumes } from './volumes.ts';

const maxInt32 = 2_147_483_647;

/** A pod's spec; `podName` is absent in templates. Follows ValidatePodSpec. */
export function checkPodSpec(
  spec: Frozen<PodSpec>,
  podName: string | undefined,
  at: FieldPath,
): readonly FieldError[] {
  const volumes = checkVolumes(spec.volumes, podName, at.child('volumes'));
  const surroundings = { spec, volumes: volumes.good };
  return [
    ...volumes.errors,
    ...checkContainers(surroundings, at.child('containers')),
    ...checkInitContainers(surroundings, at.child('initContainers')),
    ...checkEphemeralContainers(surroundings, at.child('ephemeralContainers')),
    ...checkPodResources(spec, at.child('resources')),
    ...checkHostNetwork(spec, podName !== undefined, at),
    ...checkRestartPolicy(spec.restartPolicy, at.child('restartPolicy')),
    ...checkDNSPolicy(spec.dnsPolicy, at.child('dnsPolicy')),
    ...checkLabels(spec.nodeSelector, at.child('nodeSelector')),
    ...checkPodSecurityContext(spec, at.child('securityContext')),
    ...checkAffinity(spec.affinity, at.child('affinity')),
    ...checkDNSConfig(spec, at.child('dnsConfig')),
    ...(spec.readinessGates ?? []).flatMap(({ conditionType }, i) =>
      checkName(
        qualifiedNameErrors,
        conditionType,
        at.child('readinessGates').index(i).child('conditionType'),
      ),
    ),
    ...(spec.schedulingGates ?? []).flatMap(({ name }, i) =>
      checkName(qualifiedNameErrors, name, at.child('schedulingGates').index(i)),
    ),
    ...checkTopologySpread(spec.topologySpreadConstraints, at.child('topologySpreadConstraints')),
    ...checkHostUsers(spec, at),
    ...checkNames(spec, at),
    ...checkTolerations(spec.tolerations, at.child('tolerations')),
    ...checkHostAliases(spec.hostAliases, at.child('hostAliases')),
    ...checkScheduling(spec, at),
  ];
}

/** A template in a controller. Follows ValidatePodTemplateSpec. */
export function checkPodTemplate(
  { metadata, spec }: Frozen<PodTemplateSpec>,
  at: FieldPath,
): readonly FieldError[] {
  const ephemeral = 'ephemeral containers not allowed in pod template';
  return [
    ...checkLabels(metadata.labels, at.child('labels')),
    ...checkAnnotations(metadata.annotations, at.child('annotations')),
    ...checkPodAnnotations(metadata.annotations, at.child('annotations')),
    ...checkPodSpec(spec, undefined, at.child('spec')),
    ...(spec.ephemeralContainers?.length
      ? [forbiddenError(at.child('spec', 'ephemeralContainers'), ephemeral)]
      : []),
  ];
}

/** Annotations that mean something for pods. */
export function checkPodAnnotations(
  annotations: { readonly [key: string]: string } | undefined,
  at: FieldPath,
): readonly FieldError[] {
  const cost = annotations?.[deletionCost];
  return cost === undefined || /^(0|-?[1-9]\d{0,9})$/.test(cost)
    ? []
    : [invalidError(at.key(deletionCost), cost, 'must be a 32bit integer')];
}

const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';

function checkRestartPolicy(policy: string, at: FieldPath): readonly FieldError[] {
  const policies = ['Always', 'OnFailure', 'Never'];
  if (policy === '') return [requiredError(at, '')];
  return policies.includes(policy) ? [] : [notSupportedError(at, policy, policies)];
}

function checkPodResources({ resources }: Frozen<PodSpec>, at: FieldPath): readonly FieldError[] {
  if (!resources) return [];
  const text = 'claims cannot be set for Resources at pod-level';
  return [
    ...(resources.claims ? [forbiddenError(at.child('claims'), text)] : []),
    ...checkList(resources.limits, at.child('limits')),
    ...checkList(resources.requests, at.child('requests')),
  ];
}

/** On the host's network a container's port is the host's port. */
function checkHostNetwork(
  spec: Frozen<PodSpec>,
  isPod: boolean,
  at: FieldPath,
): readonly FieldError[] {
  if (!spec.hostNetwork) return [];
  const text = 'must match `containerPort` when `hostNetwork` is true';
  return spec.containers.flatMap(({ ports }, i) =>
    (ports ?? []).flatMap(({ hostPort, containerPort }, k) => {
      const place = at.child('containers').index(i).child('ports').index(k).child('hostPort');
      const isWrong = (isPod || hostPort) && (hostPort ?? 0) !== containerPort;
      return isWrong ? [invalidError(place, hostPort ?? 0, text)] : [];
    }),
  );
}

function checkNames(spec: Frozen<PodSpec>, at: FieldPath): readonly FieldError[] {
  const { activeDeadlineSeconds: deadline } = spec;
  const named = (field: 'serviceAccountName' | 'nodeName'): readonly FieldError[] =>
    spec[field] ? checkName(dns1123SubdomainErrors, spec[field], at.child(field)) : [];
  const labelled = (field: 'hostname' | 'subdomain'): readonly FieldError[] =>
    spec[field] ? checkName(dns1123LabelErrors, spec[field], at.child(field)) : [];
  return [
    ...named('serviceAccountName'),
    ...named('nodeName'),
    ...(deadline === undefined
      ? []
      : rangeErrors(deadline, 1, maxInt32).map((text) =>
          invalidError(at.child('activeDeadlineSeconds'), deadline, text),
        )),
    ...labelled('hostname'),
    ...labelled('subdomain'),
  ];
}

function checkScheduling(spec: Frozen<PodSpec>, at: FieldPath): readonly FieldError[] {
  const { priorityClassName, runtimeClassName, preemptionPolicy, overhead, os } = spec;
  const policies = ['PreemptLowerPriority', 'Never'];
  const systems = ['linux', 'windows'];
  const osAt = at.child('os');
  const errors: FieldError[] = [];
  if (priorityClassName)
    errors.push(
      ...checkName(dns1123SubdomainErrors, priorityClassName, at.child('priorityClassName')),
    );
  if (runtimeClassName !== undefined)
    errors.push(
      ...checkName(dns1123SubdomainErrors, runtimeClassName, at.child('runtimeClassName')),
    );
  if (preemptionPolicy !== undefined && !policies.includes(preemptionPolicy))
    errors.push(notSupportedError(at.child('preemptionPolicy'), preemptionPolicy, policies));
  errors.push(...checkList(overhead, at.child('overhead', 'limits')));
  if (os?.name === '') errors.push(requiredError(osAt.child('name'), 'cannot be empty'));
  else if (os && !systems.includes(os.name)) errors.push(notSupportedError(osAt, os.name, systems));
  return errors;
}
