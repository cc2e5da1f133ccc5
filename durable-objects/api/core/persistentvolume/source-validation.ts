import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { PersistentVolumeSpec } from '../../pod-template/persistent-volume-spec.ts';
import { checkNoBacksteps } from '../../pod-template/validation/paths.ts';
import {
  checkAzureDisk,
  checkDriverName,
  checkFC,
  checkFlex,
  checkFlocker,
  checkHostPath,
  checkISCSI,
  checkNFS,
  checkPartition,
  checkRequired,
  checkSecretReference,
} from '../../pod-template/validation/volume-sources.ts';

type Spec = Frozen<PersistentVolumeSpec>;

/** Every field that says where a volume's data is. */
export const volumeSourceFields = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'flocker',
  'nfs',
  'rbd',
  'quobyte',
  'cephfs',
  'iscsi',
  'cinder',
  'fc',
  'flexVolume',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'scaleIO',
  'local',
  'storageos',
  'csi',
] as const;

type Source = (typeof volumeSourceFields)[number];

/** Exactly one source, and a good one. */
export function checkVolumeSource(spec: Spec, name: string, at: FieldPath): readonly FieldError[] {
  const [first, ...others] = volumeSourceFields.filter((field) => spec[field] !== undefined);
  if (first === undefined) return [requiredError(at, 'must specify a volume type')];
  return [
    ...checkOne(spec, first, name, at),
    ...others.map((field) =>
      forbiddenError(at.child(field), 'may not specify more than 1 volume type'),
    ),
  ];
}

const requiredNames: { readonly [source in Source]?: readonly string[] } = {
  gcePersistentDisk: ['pdName'],
  awsElasticBlockStore: ['volumeID'],
  glusterfs: ['endpoints', 'path'],
  rbd: ['monitors', 'image'],
  quobyte: ['registry', 'volume'],
  cephfs: ['monitors'],
  cinder: ['volumeID'],
  azureFile: ['secretName', 'shareName'],
  vsphereVolume: ['volumePath'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  scaleIO: ['gateway', 'system', 'volumeName'],
  storageos: ['volumeName'],
};

function checkOne(spec: Spec, field: Source, name: string, at: FieldPath): readonly FieldError[] {
  const { hostPath, flocker, nfs, iscsi, fc, flexVolume, azureDisk, local, csi } = spec;
  const here = at.child(field);
  if (hostPath) return checkHostPath(hostPath, here);
  if (flocker) return checkFlocker(flocker, here);
  if (nfs) return checkNFS(nfs, here);
  if (iscsi) return [...checkPortalLength(iscsi, name, here), ...checkISCSI(iscsi, here)];
  if (fc) return checkFC(fc, here);
  if (flexVolume) return checkFlex(flexVolume, here);
  if (azureDisk) return checkAzureDisk(azureDisk, here);
  if (local) return checkLocal(spec, at);
  if (csi) return checkCSI(csi, here);
  const partition = spec.gcePersistentDisk?.partition ?? spec.awsElasticBlockStore?.partition;
  return [
    ...checkRequired({ ...spec[field] }, requiredNames[field] ?? [], here),
    ...checkPartition(partition, here),
  ];
}

function checkPortalLength(
  { initiatorName, targetPortal }: NonNullable<Spec['iscsi']>,
  name: string,
  at: FieldPath,
): readonly FieldError[] {
  const text =
    'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.';
  return initiatorName !== undefined && `${name}:${targetPortal}`.length > 64
    ? [invalidError(at.child('targetportal'), targetPortal, text)]
    : [];
}

/** A disk of a node is of use on that node only. */
function checkLocal({ local, nodeAffinity }: Spec, at: FieldPath): readonly FieldError[] {
  const place = at.child('local', 'path');
  const path = local?.path ?? '';
  return [
    ...(path === '' ? [requiredError(place, '')] : checkNoBacksteps(path, place)),
    ...(nodeAffinity
      ? []
      : [requiredError(at.child('nodeAffinity'), 'Local volume requires node affinity')]),
  ];
}

function checkCSI(csi: NonNullable<Spec['csi']>, at: FieldPath): readonly FieldError[] {
  const secrets = [
    'controllerPublishSecretRef',
    'controllerExpandSecretRef',
    'nodePublishSecretRef',
    'nodeExpandSecretRef',
  ] as const;
  return [
    ...checkDriverName(csi.driver, at.child('driver')),
    ...checkRequired(csi, ['volumeHandle'], at),
    ...secrets.flatMap((field) => checkSecretReference(csi[field], at.child(field))),
  ];
}
