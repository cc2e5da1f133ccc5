import { accessModesText, storageClassOf } from '../../../apimachinery/access-modes.ts';
import { goText } from '../../../apimachinery/describe/generic.ts';
import {
  writeAnnotations,
  writeAttributes,
  writeLabels,
} from '../../../apimachinery/describe/metadata.ts';
import type { DescribeWriter } from '../../../apimachinery/describe/writer.ts';
import { compareQuantities } from '../../../apimachinery/quantity.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Volume } from '../volume.ts';
import type { ProjectedVolumeSource } from '../volume-projected.ts';

/** A pod's volumes; a template's are indented. */
export function writeVolumes(
  writer: DescribeWriter,
  volumes: readonly Frozen<Volume>[] | undefined,
  isTemplate?: true,
): void {
  const space = isTemplate ? '  ' : '';
  if (!volumes?.length) {
    writer.line(0, `${space}Volumes:\t<none>`);
    return;
  }
  writer.line(0, `${space}Volumes:`);
  for (const volume of volumes) {
    writer.line(1, `${isTemplate ? ' ' : ''}${volume.name}:`);
    writeVolume(writer, volume);
  }
}

/** A line of a source's description: title and value. */
type Line = readonly [string, unknown];

/** A volume's source, of a pod or of a PersistentVolume, as far as both have it. */
export function writeSource(
  writer: DescribeWriter,
  field: string,
  source: { readonly [name: string]: unknown },
): boolean {
  const form = forms[field];
  if (!form) return false;
  writer.field(2, 'Type', form.type);
  for (const [title, value] of form.lines(source)) writer.line(2, `${title}:\t${shown(value)}`);
  if (field === 'csi') writeAttributes(writer, 'VolumeAttributes', attributesOf(source));
  return true;
}

function writeVolume(writer: DescribeWriter, volume: Frozen<Volume>): void {
  const { projected, downwardAPI, ephemeral } = volume;
  if (projected) writeProjected(writer, projected);
  else if (ephemeral) writeEphemeral(writer, ephemeral);
  else if (downwardAPI) {
    writer.field(2, 'Type', 'DownwardAPI (a volume populated by information about the pod)');
    writer.line(2, 'Items:');
    for (const { path, fieldRef, resourceFieldRef } of downwardAPI.items ?? [])
      writer.line(3, `${fieldRef?.fieldPath ?? resourceFieldRef?.resource ?? ''} -> ${path}`);
  } else writeSimple(writer, volume);
}

function writeSimple(writer: DescribeWriter, volume: Frozen<Volume>): void {
  const entry = Object.entries(volume).find(([name, value]) => name !== 'name' && value);
  const [field, source] = entry ?? [];
  const isWritten =
    field !== undefined && typeof source === 'object' && writeSource(writer, field, { ...source });
  if (!isWritten) writer.line(1, '<unknown>');
}

function writeProjected(writer: DescribeWriter, { sources }: Frozen<ProjectedVolumeSource>): void {
  const type = 'Projected (a volume that contains injected data from multiple sources)';
  writer.field(2, 'Type', type);
  for (const { secret, downwardAPI, configMap, serviceAccountToken } of sources ?? []) {
    if (secret) {
      writer.field(2, 'SecretName', secret.name);
      writer.field(2, 'Optional', secret.optional ?? false);
    } else if (downwardAPI) writer.field(2, 'DownwardAPI', true);
    else if (configMap) {
      writer.field(2, 'ConfigMapName', configMap.name);
      writer.field(2, 'Optional', configMap.optional ?? false);
    } else if (serviceAccountToken)
      writer.field(2, 'TokenExpirationSeconds', serviceAccountToken.expirationSeconds);
  }
}

function writeEphemeral(
  writer: DescribeWriter,
  { volumeClaimTemplate: template }: NonNullable<Frozen<Volume>['ephemeral']>,
): void {
  const type =
    'EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)';
  writer.field(2, 'Type', type);
  if (!template) return;
  const { metadata = {}, spec } = template;
  writer.field(2, 'StorageClass', storageClassOf(metadata.annotations, spec.storageClassName));
  writer.field(2, 'Volume', spec.volumeName);
  writeLabels(writer, '    Labels', metadata.labels);
  writeAnnotations(writer, '    Annotations', metadata.annotations);
  writer.field(2, 'Capacity', '');
  writer.field(2, 'Access Modes', spec.volumeName ? accessModesText(spec.accessModes) : '');
  writer.field(2, 'VolumeMode', spec.volumeMode);
}

type Source = { readonly [name: string]: unknown };

interface Form {
  readonly type: string;
  readonly lines: (source: Source) => readonly Line[];
}

/** Lines `Title=field`; a title alone is the field with a capital. */
function form(type: string, ...titles: readonly string[]): Form {
  const pairs = titles.map((text) => {
    const [title = '', field = title.charAt(0).toLowerCase() + title.slice(1)] = text.split('=');
    return [title, field] as const;
  });
  return {
    type,
    lines: (source) => pairs.map(([title, field]) => [title, source[field] ?? absent[title]]),
  };
}

/** Fields whose absence means false, 0 or nothing special. */
const absent: { readonly [title: string]: string } = {
  ReadOnly: 'false',
  Optional: 'false',
  DiscoveryCHAPAuth: 'false',
  SessionCHAPAuth: 'false',
  SSLEnabled: 'false',
  Partition: '0',
  Portals: '[]',
  SecretRef: 'nil',
  InitiatorName: '<none>',
  LUN: '<none>',
  EndpointsNamespace: '<unset>',
};

const partitioned = ['FSType=fsType', 'Partition', 'ReadOnly'];

const forms: { readonly [field: string]: Form } = {
  hostPath: form('HostPath (bare host directory volume)', 'Path', 'HostPathType=type'),
  emptyDir: {
    type: "EmptyDir (a temporary directory that shares a pod's lifetime)",
    lines: ({ medium, sizeLimit }) => [
      ['Medium', medium],
      ['SizeLimit', isPositive(sizeLimit) ? sizeLimit : '<unset>'],
    ],
  },
  gcePersistentDisk: form(
    'GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)',
    'PDName=pdName',
    ...partitioned,
  ),
  awsElasticBlockStore: form(
    'AWSElasticBlockStore (a Persistent Disk resource in AWS)',
    'VolumeID',
    ...partitioned,
  ),
  gitRepo: form(
    'GitRepo (a volume that is pulled from git when the pod is created)',
    'Repository',
    'Revision',
  ),
  secret: form('Secret (a volume populated by a Secret)', 'SecretName', 'Optional'),
  configMap: form('ConfigMap (a volume populated by a ConfigMap)', 'Name', 'Optional'),
  nfs: form('NFS (an NFS mount that lasts the lifetime of a pod)', 'Server', 'Path', 'ReadOnly'),
  iscsi: {
    type: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    lines: iscsiLines,
  },
  glusterfs: form(
    "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
    'EndpointsName=endpoints',
    'Path',
    'ReadOnly',
  ),
  persistentVolumeClaim: form(
    'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    'ClaimName',
    'ReadOnly',
  ),
  rbd: form(
    "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
    'CephMonitors=monitors',
    'RBDImage=image',
    'FSType=fsType',
    'RBDPool=pool',
    'RadosUser=user',
    'Keyring',
    'SecretRef',
    'ReadOnly',
  ),
  azureDisk: form(
    'AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)',
    'DiskName',
    'DiskURI',
    'Kind',
    'FSType=fsType',
    'CachingMode',
    'ReadOnly',
  ),
  vsphereVolume: form(
    'vSphereVolume (a Persistent Disk resource in vSphere)',
    'VolumePath',
    'FSType=fsType',
    'StoragePolicyName',
  ),
  cephfs: form(
    "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
    'Monitors',
    'Path',
    'User',
    'SecretFile',
    'SecretRef',
    'ReadOnly',
  ),
  fc: form('FC (a Fibre Channel disk)', 'TargetWWNs', 'LUN=lun', 'FSType=fsType', 'ReadOnly'),
  azureFile: form(
    'AzureFile (an Azure File Service mount on the host and bind mount to the pod)',
    'SecretName',
    'ShareName',
    'ReadOnly',
  ),
  local: form('LocalVolume (a persistent volume backed by local storage on a node)', 'Path'),
  csi: {
    type: 'CSI (a Container Storage Interface (CSI) volume source)',
    lines: ({ driver, fsType, volumeHandle, readOnly }) => [
      ['Driver', driver],
      ['FSType', fsType],
      ...(volumeHandle === undefined ? [] : [['VolumeHandle', volumeHandle] as const]),
      ['ReadOnly', readOnly ?? false],
    ],
  },
  image: form('Image (a container image or OCI artifact)', 'Reference', 'PullPolicy'),
};

function iscsiLines(source: Source): readonly Line[] {
  return [
    ['TargetPortal', source.targetPortal],
    ['IQN', source.iqn],
    ['Lun', source.lun],
    ['ISCSIInterface', source.iscsiInterface],
    ['FSType', source.fsType],
    ['ReadOnly', source.readOnly ?? false],
    ['Portals', source.portals ?? []],
    ['DiscoveryCHAPAuth', source.chapAuthDiscovery ?? false],
    ['SessionCHAPAuth', source.chapAuthSession ?? false],
    ['SecretRef', source.secretRef ?? 'nil'],
    ['InitiatorName', source.initiatorName ?? '<none>'],
  ];
}

function shown(value: unknown): string {
  return value === undefined ? '' : goText(value);
}

function isPositive(quantity: unknown): boolean {
  return typeof quantity === 'string' && compareQuantities(quantity, '0') > 0;
}

function attributesOf({ volumeAttributes }: Source): { readonly [key: string]: string } {
  return Object.fromEntries(
    Object.entries(volumeAttributes ?? {}).map(([key, value]) => [key, String(value)]),
  );
}
