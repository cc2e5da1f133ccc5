import {
  duplicateError,
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notFoundError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Container, EphemeralContainer } from '../container.ts';
import type { PodSpec } from '../pod-spec.ts';
import { checkEnv, checkEnvFrom } from './env.ts';
import { checkDevices, checkMounts, type Volumes } from './mounts.ts';
import { checkContainerPorts, checkHostPorts } from './ports.ts';
import { checkLifecycle, checkProbes } from './probes.ts';
import { checkContainerResources } from './resources.ts';
import { checkSecurityContext } from './security.ts';

/** The pod around its containers. */
export interface Surroundings {
  readonly spec: Frozen<PodSpec>;
  readonly volumes: Volumes;
}

export function checkContainers({ spec, volumes }: Surroundings, at: FieldPath) {
  if (spec.containers.length === 0) return [requiredError(at, '')];
  const names = new Set<string>();
  const errors = spec.containers.flatMap((container, i) => {
    const here = at.index(i);
    const { name, lifecycle, restartPolicy } = container;
    const isDuplicate = names.has(name);
    names.add(name);
    return [
      ...checkCommon(container, { spec, volumes }, here),
      ...(isDuplicate ? [duplicateError(here.child('name'), name)] : []),
      ...checkLifecycle(lifecycle, spec.terminationGracePeriodSeconds, here.child('lifecycle')),
      ...checkProbes(container, here),
      ...checkRestartPolicy(restartPolicy, ['Always', 'Never', 'OnFailure'], here),
    ];
  });
  return [...errors, ...checkHostPorts(spec.containers, at)];
}

export function checkInitContainers({ spec, volumes }: Surroundings, at: FieldPath) {
  const names = new Set(spec.containers.map(({ name }) => name));
  return (spec.initContainers ?? []).flatMap((container, i) => {
    const here = at.index(i);
    const { name, restartPolicy } = container;
    const isDuplicate = names.has(name);
    if (name !== '') names.add(name);
    return [
      ...checkCommon(container, { spec, volumes }, here),
      ...checkRestartPolicy(restartPolicy, ['Always', 'Never', 'OnFailure'], here),
      ...(isDuplicate ? [duplicateError(here.child('name'), name)] : []),
      ...checkHostPorts([container], at),
      ...(restartPolicy === 'Always'
        ? checkSidecar(container, spec.terminationGracePeriodSeconds, here)
        : checkPlainInit(container, here)),
    ];
  });
}

export function checkEphemeralContainers({ spec, volumes }: Surroundings, at: FieldPath) {
  const lasting = [...spec.containers, ...(spec.initContainers ?? [])].map(({ name }) => name);
  const names = new Set(lasting);
  return (spec.ephemeralContainers ?? []).flatMap((container, i) => {
    const here = at.index(i);
    const { name, targetContainerName: target } = container;
    const isDuplicate = names.has(name);
    names.add(name);
    const isMissing = target && !lasting.includes(target);
    return [
      ...checkCommon(container, { spec, volumes }, here),
      ...checkImageSpace(container, here),
      ...(isDuplicate ? [duplicateError(here.child('name'), name)] : []),
      ...(isMissing ? [notFoundError(here.child('targetContainerName'), target)] : []),
      ...checkEphemeralOnly(container, here),
    ];
  });
}

/** Pods, unlike templates, refuse images with spaces around them. */
export function checkImageSpace({ image }: Frozen<{ image: string }>, at: FieldPath) {
  return image === image.trim()
    ? []
    : [invalidError(at.child('image'), image, 'must not have leading or trailing whitespace')];
}

function checkCommon(
  container: Frozen<Container | EphemeralContainer>,
  { spec, volumes }: Surroundings,
  at: FieldPath,
): readonly FieldError[] {
  const { name, image } = container;
  const claims = (spec.resourceClaims ?? []).map((claim) => claim.name);
  return [
    ...(name === ''
      ? [requiredError(at.child('name'), '')]
      : checkName(dns1123LabelErrors, name, at.child('name'))),
    ...(image === '' ? [requiredError(at.child('image'), '')] : []),
    ...checkMessagePolicy(container.terminationMessagePolicy, at.child('terminationMessagePolicy')),
    ...checkContainerPorts(container.ports, at.child('ports')),
    ...checkEnv(container.env, at.child('env')),
    ...checkEnvFrom(container.envFrom, at.child('envFrom')),
    ...checkMounts(container, volumes, at.child('volumeMounts')),
    ...checkDevices(container, volumes, at.child('volumeDevices')),
    ...checkPullPolicy(container.imagePullPolicy, at.child('imagePullPolicy')),
    ...checkContainerResources(container.resources, claims, at.child('resources')),
    ...checkResizePolicy(container, spec.restartPolicy, at.child('resizePolicy')),
    ...checkSecurityContext(
      container.securityContext,
      spec.hostUsers !== false,
      at.child('securityContext'),
    ),
  ];
}

function checkMessagePolicy(policy: string, at: FieldPath): readonly FieldError[] {
  const policies = ['File', 'FallbackToLogsOnError'];
  if (policy === '') return [requiredError(at, '')];
  return policies.includes(policy) ? [] : [notSupportedError(at, policy, policies)];
}

/** When images are pulled, of containers and image volumes. */
export function checkPullPolicy(policy: string, at: FieldPath): readonly FieldError[] {
  const policies = ['Always', 'IfNotPresent', 'Never'];
  if (policy === '') return [requiredError(at, '')];
  return policies.includes(policy) ? [] : [notSupportedError(at, policy, policies)];
}

function checkRestartPolicy(
  policy: string | undefined,
  allowed: readonly string[],
  at: FieldPath,
): readonly FieldError[] {
  return policy === undefined || allowed.includes(policy)
    ? []
    : [notSupportedError(at.child('restartPolicy'), policy, allowed)];
}

function checkResizePolicy(
  { resizePolicy }: Frozen<Container | EphemeralContainer>,
  podRestartPolicy: string,
  at: FieldPath,
): readonly FieldError[] {
  const seen = new Set<string>();
  return (resizePolicy ?? []).flatMap(({ resourceName, restartPolicy }, i) => {
    const errors: FieldError[] = [];
    if (seen.has(resourceName)) errors.push(duplicateError(at.index(i), resourceName));
    seen.add(resourceName);
    errors.push(...checkOneOf(resourceName, ['cpu', 'memory'], at));
    errors.push(...checkOneOf(restartPolicy, ['NotRequired', 'RestartContainer'], at));
    if (podRestartPolicy === 'Never' && restartPolicy !== 'NotRequired') {
      const text = "must be 'NotRequired' when `restartPolicy` is 'Never'";
      errors.push(invalidError(at, restartPolicy, text));
    }
    return errors;
  });
}

function checkOneOf(value: string, allowed: readonly string[], at: FieldPath) {
  if (value === '') return [requiredError(at, '')];
  return allowed.includes(value) ? [] : [notSupportedError(at, value, allowed)];
}

function checkSidecar(container: Frozen<Container>, graceSeconds: number, at: FieldPath) {
  return [
    ...checkLifecycle(container.lifecycle, graceSeconds, at.child('lifecycle')),
    ...checkProbes(container, at),
  ];
}

function checkPlainInit(container: Frozen<Container>, at: FieldPath): readonly FieldError[] {
  const fields = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;
  const text = 'may not be set for init containers without restartPolicy=Always';
  return fields
    .filter((field) => container[field] !== undefined)
    .map((field) => forbiddenError(at.child(field), text));
}

function checkEphemeralOnly(
  container: Frozen<EphemeralContainer>,
  at: FieldPath,
): readonly FieldError[] {
  const text = 'cannot be set for an Ephemeral Container';
  const fields = ['ports', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const;
  const set: string[] = fields.filter((field) => container[field] !== undefined);
  if (Object.keys(container.resources).length > 0) set.push('resources');
  const mounts = container.volumeMounts ?? [];
  return [
    ...set.map((field) => forbiddenError(at.child(field), text)),
    ...mounts.flatMap(({ subPath, subPathExpr }, i) => {
      const here = at.child('volumeMounts').index(i);
      return [
        ...(subPath ? [forbiddenError(here.child('subPath'), text)] : []),
        ...(subPathExpr ? [forbiddenError(here.child('subPathExpr'), text)] : []),
      ];
    }),
  ];
}
