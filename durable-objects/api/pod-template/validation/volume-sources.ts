import {
  type FieldError,
  type FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123SubdomainErrors, rangeErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { GitRepoVolumeSource, HostPathVolumeSource } from '../volume.ts';
import type {
  AzureDiskVolumeSource,
  FCVolumeSource,
  FlexVolumeSource,
  FlockerVolumeSource,
  ISCSIVolumeSource,
  NFSVolumeSource,
} from '../volume-network.ts';
import { checkDescendingPath, checkNoBacksteps } from './paths.ts';

/** One Required error for each of `names` whose text is empty. */
export function checkRequired(
  source: { readonly [name: string]: unknown },
  names: readonly string[],
  at: FieldPath,
): readonly FieldError[] {
  return names
    .filter((name) => {
      const value = source[name];
      return Array.isArray(value) ? value.length === 0 : value === undefined || value === '';
    })
    .map((name) => requiredError(at.child(name), ''));
}

const hostPathTypes = [
  ...['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate'],
  ...['File', 'FileOrCreate', 'Socket'],
];

export function checkHostPath({ path, type }: Frozen<HostPathVolumeSource>, at: FieldPath) {
  if (path === '') return [requiredError(at.child('path'), '')];
  return [
    ...checkNoBacksteps(path, at.child('path')),
    ...(hostPathTypes.includes(type)
      ? []
      : [notSupportedError(at.child('type'), type, hostPathTypes)]),
  ];
}

export function checkGitRepo(source: Frozen<GitRepoVolumeSource>, at: FieldPath) {
  return [
    ...checkRequired(source, ['repository'], at),
    ...checkDescendingPath(source.directory ?? '', at.child('directory')),
  ];
}

/** Cloud disks with partitions: GCE PD, AWS EBS. */
export function checkPartition(partition: number | undefined, at: FieldPath) {
  const number = partition ?? 0;
  return number < 0 || number > 255
    ? rangeErrors(0, 1, 255).map((text) => invalidError(at.child('partition'), number, text))
    : [];
}

export function checkNFS(source: Frozen<NFSVolumeSource>, at: FieldPath) {
  return [
    ...checkRequired(source, ['server', 'path'], at),
    ...(source.path.startsWith('/')
      ? []
      : [invalidError(at.child('path'), source.path, 'must be an absolute path')]),
  ];
}

type ISCSI = Pick<
  Frozen<ISCSIVolumeSource>,
  'targetPortal' | 'iqn' | 'lun' | 'chapAuthDiscovery' | 'chapAuthSession' | 'initiatorName'
> & { readonly secretRef?: unknown };

export function checkISCSI(source: ISCSI, at: FieldPath): readonly FieldError[] {
  const { iqn, lun, initiatorName } = source;
  const needsSecret = (source.chapAuthDiscovery || source.chapAuthSession) && !source.secretRef;
  return [
    ...checkRequired({ ...source }, ['targetPortal'], at),
    ...(iqn === '' ? [requiredError(at.child('iqn'), '')] : checkIQN(iqn, at.child('iqn'))),
    ...rangeErrors(lun, 0, 255).map((text) => invalidError(at.child('lun'), lun, text)),
    ...(needsSecret ? [requiredError(at.child('secretRef'), '')] : []),
    ...(initiatorName === undefined ? [] : checkIQN(initiatorName, at.child('initiatorname'))),
  ];
}

export function checkFC(source: Frozen<FCVolumeSource>, at: FieldPath): readonly FieldError[] {
  const { targetWWNs = [], wwids = [], lun } = source;
  const place = at.child('targetWWNs');
  const errors: FieldError[] = [];
  if (targetWWNs.length === 0 && wwids.length === 0)
    errors.push(requiredError(place, 'must specify either targetWWNs or wwids, but not both'));
  if (targetWWNs.length > 0 && wwids.length > 0) {
    const text = 'targetWWNs and wwids can not be specified simultaneously';
    errors.push(invalidError(place, targetWWNs, text));
  }
  if (targetWWNs.length === 0) return errors;
  if (lun === undefined)
    return [
      ...errors,
      requiredError(at.child('lun'), 'lun is required if targetWWNs is specified'),
    ];
  return [
    ...errors,
    ...rangeErrors(lun, 0, 255).map((text) => invalidError(at.child('lun'), lun, text)),
  ];
}

export function checkFlocker(
  { datasetName, datasetUUID }: Frozen<FlockerVolumeSource>,
  at: FieldPath,
) {
  const both = 'datasetName and datasetUUID can not be specified simultaneously';
  return [
    ...(!datasetName && !datasetUUID
      ? [requiredError(at, 'one of datasetName and datasetUUID is required')]
      : []),
    ...(datasetName && datasetUUID ? [invalidError(at, 'resource', both)] : []),
    ...(datasetName?.includes('/')
      ? [invalidError(at.child('datasetName'), datasetName, "must not contain '/'")]
      : []),
  ];
}

export function checkFlex(
  source: Pick<Frozen<FlexVolumeSource>, 'driver' | 'options'>,
  at: FieldPath,
) {
  const reserved = 'kubernetes.io and k8s.io namespaces are reserved';
  const options = Object.keys(source.options ?? {}).filter((key) =>
    /(^|\.)(kubernetes|k8s)\.io$/.test((key.split('/')[0] ?? '').toLowerCase()),
  );
  return [
    ...checkRequired({ ...source }, ['driver'], at),
    ...options.map((key) => invalidError(at.child('options').key(key), key, reserved)),
  ];
}

export function checkAzureDisk(source: Frozen<AzureDiskVolumeSource>, at: FieldPath) {
  const { diskURI, cachingMode, kind } = source;
  const cachingModes = ['None', 'ReadOnly', 'ReadWrite'];
  const kinds = ['Dedicated', 'Managed', 'Shared'];
  const isManaged = kind === 'Managed';
  const form = isManaged
    ? '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}'
    : 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';
  const isFormed = diskURI.startsWith(isManaged ? '/subscriptions/' : 'https://');
  return [
    ...checkRequired(source, ['diskName', 'diskURI'], at),
    ...(cachingModes.includes(cachingMode)
      ? []
      : [notSupportedError(at.child('cachingMode'), cachingMode, cachingModes)]),
    ...(kinds.includes(kind) ? [] : [notSupportedError(at.child('kind'), kind, kinds)]),
    ...(isFormed ? [] : [notSupportedError(at.child('diskURI'), diskURI, [form])]),
  ];
}

/** Names of CSI drivers: DNS subdomains in any case. */
export function checkDriverName(driver: string, at: FieldPath): readonly FieldError[] {
  return [
    ...(driver === '' ? [requiredError(at, '')] : []),
    ...dns1123SubdomainErrors(driver.toLowerCase()).map((text) => invalidError(at, driver, text)),
  ];
}

/** A reference to a Secret by name and namespace, from a volume. */
export function checkSecretReference(
  ref: { readonly name?: string | undefined; readonly namespace?: string | undefined } | undefined,
  at: FieldPath,
): readonly FieldError[] {
  if (!ref) return [];
  return [
    ...checkRequired(ref, ['name'], at),
    ...(ref.name ? checkName(dns1123SubdomainErrors, ref.name, at.child('name')) : []),
    ...checkRequired(ref, ['namespace'], at),
  ];
}

function checkIQN(name: string, at: FieldPath): readonly FieldError[] {
  const formats: { readonly [prefix: string]: RegExp } = {
    iqn: /iqn\.\d{4}-\d{2}\.([A-Za-z0-9\-.]+)(:[^,;*&$|\s]+)$/,
    eui: /^eui.[A-Za-z0-9]{16}$/,
    naa: /^naa.[A-Za-z0-9]{32}$/,
  };
  const format = formats[name.slice(0, 3)];
  if (!format)
    return [invalidError(at, name, 'must be valid format starting with iqn, eui, or naa')];
  return format.test(name) ? [] : [invalidError(at, name, 'must be valid format')];
}
