import {
  type FieldError,
  type FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import {
  configMapKeyErrors,
  dns1123SubdomainErrors,
  qualifiedNameErrors,
  relaxedEnvVarNameErrors,
} from '../../../apimachinery/names.ts';
import { compareQuantities } from '../../../apimachinery/quantity.ts';
import type { Frozen } from '../../../lib/json.ts';
import type {
  EnvFromSource,
  EnvVar,
  ObjectFieldSelector,
  ResourceFieldSelector,
} from '../environment.ts';

/** What `valueFrom.fieldRef` may name; labels and annotations only one by one. */
export const envFieldPaths = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

const resourceFields = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];

const knownFieldPaths = new Set([
  ...envFieldPaths,
  'metadata.annotations',
  'metadata.labels',
  'spec.restartPolicy',
  'spec.schedulerName',
  'spec.hostNetwork',
  'status.phase',
]);

export function checkEnv(
  variables: Frozen<EnvVar[]> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  return (variables ?? []).flatMap((variable, i) => {
    const here = at.index(i);
    const name =
      variable.name === ''
        ? [requiredError(here.child('name'), '')]
        : checkName(relaxedEnvVarNameErrors, variable.name, here.child('name'));
    return [...name, ...checkValueFrom(variable, here.child('valueFrom'))];
  });
}

export function checkEnvFrom(
  sources: Frozen<EnvFromSource[]> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  return (sources ?? []).flatMap((source, i) => {
    const here = at.index(i);
    const errors: FieldError[] = [];
    if (source.prefix)
      errors.push(...checkName(relaxedEnvVarNameErrors, source.prefix, here.child('prefix')));
    for (const kind of ['configMapRef', 'secretRef'] as const)
      if (source[kind]) errors.push(...checkRequiredName(source[kind].name, here.child(kind)));
    const count = [source.configMapRef, source.secretRef].filter(Boolean).length;
    if (count === 0)
      errors.push(invalidError(at, '', 'must specify one of: `configMapRef` or `secretRef`'));
    else if (count > 1)
      errors.push(invalidError(at, '', 'may not have more than one field specified at a time'));
    return errors;
  });
}

/** A reference to a field of the pod, from a variable or a file. */
export function checkFieldRef(
  { apiVersion, fieldPath }: Frozen<ObjectFieldSelector>,
  allowed: readonly string[],
  at: FieldPath,
): readonly FieldError[] {
  if (apiVersion === '') return [requiredError(at.child('apiVersion'), '')];
  if (fieldPath === '') return [requiredError(at.child('fieldPath'), '')];
  const subscript = /^(metadata\.(?:annotations|labels))\['([^']*)'\]$/.exec(fieldPath);
  if (subscript) {
    const key = subscript[2] ?? '';
    const lower = subscript[1] === 'metadata.annotations' ? key.toLowerCase() : key;
    return checkName(qualifiedNameErrors, lower, at);
  }
  if (apiVersion !== 'v1' || !knownFieldPaths.has(fieldPath)) {
    const why =
      apiVersion === 'v1'
        ? `field label not supported: ${fieldPath}`
        : `unsupported pod version: ${apiVersion}`;
    const text = `error converting fieldPath: ${why}`;
    return [invalidError(at.child('fieldPath'), fieldPath, text)];
  }
  return allowed.includes(fieldPath)
    ? []
    : [notSupportedError(at.child('fieldPath'), fieldPath, [...allowed].sort())];
}

/** A reference to a container's requests or limits; a file (`inVolume`) says whose. */
export function checkResourceFieldRef(
  { containerName, resource, divisor }: Frozen<ResourceFieldSelector>,
  inVolume: boolean,
  at: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (inVolume && !containerName) errors.push(requiredError(at.child('containerName'), ''));
  else if (resource === '') errors.push(requiredError(at.child('resource'), ''));
  else if (!resourceFields.includes(resource) && !/^(requests|limits)\.hugepages-/.test(resource))
    errors.push(notSupportedError(at.child('resource'), resource, resourceFields));
  return [...errors, ...checkDivisor(resource, divisor, at)];
}

function checkDivisor(resource: string, divisor: string, at: FieldPath): readonly FieldError[] {
  if (compareQuantities(divisor, '0') === 0) return [];
  const [, name = ''] = resource.split('.');
  const isCPU = name === 'cpu';
  const allowed = isCPU ? ['1m', '1'] : sizes;
  if (allowed.includes(divisor)) return [];
  const what =
    name === 'ephemeral-storage'
      ? 'local ephemeral storage'
      : name.startsWith('hugepages-')
        ? 'hugepages'
        : name;
  const list = isCPU ? '1m and 1' : sizes.join(', ');
  const text = `only divisor's values ${list} are supported with the ${what} resource`;
  return [invalidError(at.child('divisor'), resource, text)];
}

const sizes = '1 1k 1M 1G 1T 1P 1E 1Ki 1Mi 1Gi 1Ti 1Pi 1Ei'.split(' ');

function checkValueFrom(
  { valueFrom, value }: Frozen<EnvVar>,
  at: FieldPath,
): readonly FieldError[] {
  if (!valueFrom) return [];
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = valueFrom;
  const errors: FieldError[] = [];
  if (fieldRef) errors.push(...checkFieldRef(fieldRef, envFieldPaths, at.child('fieldRef')));
  if (resourceFieldRef)
    errors.push(...checkResourceFieldRef(resourceFieldRef, false, at.child('resourceFieldRef')));
  for (const [name, ref] of Object.entries({ configMapKeyRef, secretKeyRef }))
    if (ref) errors.push(...checkKeyRef(ref, at.child(name)));
  const sources = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef];
  const count = sources.filter(Boolean).length;
  if (count === 0) errors.push(invalidError(at, '', oneSource));
  else if (value)
    errors.push(invalidError(at, '', 'may not be specified when `value` is not empty'));
  else if (count > 1)
    errors.push(invalidError(at, '', 'may not have more than one field specified at a time'));
  return errors;
}

const oneSource =
  'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`';

function checkKeyRef(
  { name, key }: { readonly name: string; readonly key: string },
  at: FieldPath,
): readonly FieldError[] {
  return [
    ...checkName(dns1123SubdomainErrors, name, at.child('name')),
    ...(key === ''
      ? [requiredError(at.child('key'), '')]
      : checkName(configMapKeyErrors, key, at.child('key'))),
  ];
}

function checkRequiredName(name: string, at: FieldPath): readonly FieldError[] {
  return name === ''
    ? [requiredError(at.child('name'), '')]
    : checkName(dns1123SubdomainErrors, name, at.child('name'));
}
