import {
  duplicateError,
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors, dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import { compareQuantities } from '../../../apimachinery/quantity.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { EmptyDirVolumeSource, Volume } from '../volume.ts';
import { checkClaimTemplate } from './claims.ts';
import { checkPullPolicy } from './containers.ts';
import type { Volumes } from './mounts.ts';
import {
  checkConfigMapVolume,
  checkDownwardAPIVolume,
  checkProjectedVolume,
  checkSecretVolume,
} from './projected.ts';
import {
  checkAzureDisk,
  checkDriverName,
  checkFC,
  checkFlex,
  checkFlocker,
  checkGitRepo,
  checkHostPath,
  checkISCSI,
  checkNFS,
  checkPartition,
  checkRequired,
} from './volume-sources.ts';

/**
 * A pod's volumes: the errors, and those that are good, which mounts may use. `podName` is absent
 * in templates.
 */
export function checkVolumes(
  volumes: Frozen<Volume[]> | undefined,
  podName: string | undefined,
  at: FieldPath,
): { readonly errors: readonly FieldError[]; readonly good: Volumes } {
  const good = new Map<string, Frozen<Volume>>();
  const errors: FieldError[] = [];
  const brought = (volumes ?? [])
    .filter(({ ephemeral }) => podName && ephemeral)
    .map(({ name }) => `${podName}-${name}`);
  (volumes ?? []).forEach((volume, i) => {
    const here = at.index(i);
    const { name } = volume;
    const own = [...checkSource(volume, podName, here), ...checkVolumeName(name, here)];
    if (good.has(name)) own.push(duplicateError(here.child('name'), name));
    if (own.length === 0) good.set(name, volume);
    errors.push(...own);
    const claimName = volume.persistentVolumeClaim?.claimName;
    if (claimName !== undefined && brought.includes(claimName)) {
      const text = 'must not reference a PVC that gets created for an ephemeral volume';
      const place = here.child('persistentVolumeClaim', 'claimName');
      errors.push(invalidError(place, claimName, text));
    }
  });
  return { errors, good };
}

type Check = (at: FieldPath) => readonly FieldError[];

/** The checks of the sources that a volume has, in upstream's order. */
function sourceChecks(
  volume: Frozen<Volume>,
  podName: string | undefined,
): readonly (readonly [string, Check | undefined])[] {
  const v = volume;
  const required = (source: object | undefined, ...names: readonly string[]): Check | undefined =>
    source && ((at) => checkRequired({ ...source }, names, at));
  return [
    ['emptyDir', v.emptyDir && ((at) => checkEmptyDir(v.emptyDir, at))],
    ['hostPath', v.hostPath && bind(checkHostPath, v.hostPath)],
    ['gitRepo', v.gitRepo && bind(checkGitRepo, v.gitRepo)],
    ['gcePersistentDisk', diskCheck(v.gcePersistentDisk, 'pdName')],
    ['awsElasticBlockStore', diskCheck(v.awsElasticBlockStore, 'volumeID')],
    ['secret', v.secret && bind(checkSecretVolume, v.secret)],
    ['nfs', v.nfs && bind(checkNFS, v.nfs)],
    ['iscsi', v.iscsi && bind(checkISCSI, v.iscsi)],
    ['glusterfs', required(v.glusterfs, 'endpoints', 'path')],
    ['flocker', v.flocker && bind(checkFlocker, v.flocker)],
    ['persistentVolumeClaim', required(v.persistentVolumeClaim, 'claimName')],
    ['rbd', required(v.rbd, 'monitors', 'image')],
    ['cinder', required(v.cinder, 'volumeID')],
    ['cephfs', required(v.cephfs, 'monitors')],
    ['quobyte', required(v.quobyte, 'registry', 'volume')],
    ['downwardAPI', v.downwardAPI && bind(checkDownwardAPIVolume, v.downwardAPI)],
    ['fc', v.fc && bind(checkFC, v.fc)],
    ['flexVolume', v.flexVolume && bind(checkFlex, v.flexVolume)],
    ['configMap', v.configMap && bind(checkConfigMapVolume, v.configMap)],
    ['azureFile', required(v.azureFile, 'secretName', 'shareName')],
    ['vsphereVolume', required(v.vsphereVolume, 'volumePath')],
    ['photonPersistentDisk', required(v.photonPersistentDisk, 'pdID')],
    ['portworxVolume', required(v.portworxVolume, 'volumeID')],
    ['azureDisk', v.azureDisk && bind(checkAzureDisk, v.azureDisk)],
    ['storageos', required(v.storageos, 'volumeName')],
    ['projected', v.projected && bind(checkProjectedVolume, v.projected)],
    ['scaleIO', required(v.scaleIO, 'gateway', 'system', 'volumeName')],
    ['csi', v.csi && ((at) => checkDriverName(v.csi?.driver ?? '', at.child('driver')))],
    ['ephemeral', v.ephemeral && ((at) => checkEphemeral(v, at))],
    ['image', v.image && ((at) => checkImage(v, podName, at))],
  ];
}

function bind<T>(check: (source: T, at: FieldPath) => readonly FieldError[], source: T): Check {
  return (at) => check(source, at);
}

function checkSource(
  volume: Frozen<Volume>,
  podName: string | undefined,
  at: FieldPath,
): FieldError[] {
  const errors: FieldError[] = [];
  let count = 0;
  for (const [name, check] of sourceChecks(volume, podName)) {
    if (!check) continue;
    if (count > 0)
      errors.push(forbiddenError(at.child(name), 'may not specify more than 1 volume type'));
    else errors.push(...check(at.child(name)));
    count += 1;
  }
  if (count === 0) errors.push(requiredError(at, 'must specify a volume type'));
  if (volume.ephemeral && podName) errors.push(...checkBroughtName(volume.name, podName, at));
  return errors;
}

function checkVolumeName(name: string, at: FieldPath): readonly FieldError[] {
  return name === ''
    ? [requiredError(at.child('name'), '')]
    : checkName(dns1123LabelErrors, name, at.child('name'));
}

/** The claim's name is made of the pod's and the volume's. */
function checkBroughtName(name: string, podName: string, at: FieldPath): readonly FieldError[] {
  const claim = `${podName}-${name}`;
  return dns1123SubdomainErrors(claim).map((text) =>
    invalidError(at.child('name'), name, `PVC name "${claim}": ${text}`),
  );
}

function checkEmptyDir(source: Frozen<EmptyDirVolumeSource> | undefined, at: FieldPath) {
  const text = 'SizeLimit field must be a valid resource quantity';
  return source?.sizeLimit !== undefined && compareQuantities(source.sizeLimit, '0') < 0
    ? [forbiddenError(at.child('sizeLimit'), text)]
    : [];
}

function diskCheck(
  source: { readonly partition?: number | undefined } | undefined,
  id: string,
): Check | undefined {
  if (!source) return undefined;
  return (at) => [
    ...checkRequired({ ...source }, [id], at),
    ...checkPartition(source.partition, at),
  ];
}

function checkEphemeral({ ephemeral }: Frozen<Volume>, at: FieldPath): readonly FieldError[] {
  const template = ephemeral?.volumeClaimTemplate;
  const place = at.child('volumeClaimTemplate');
  return template ? checkClaimTemplate(template, place) : [requiredError(place, '')];
}

function checkImage({ image }: Frozen<Volume>, podName: string | undefined, at: FieldPath) {
  const isMissing = podName !== undefined && !image?.reference;
  return [
    ...(isMissing ? [requiredError(at.child('reference'), '')] : []),
    ...checkPullPolicy(image?.pullPolicy ?? '', at.child('pullPolicy')),
  ];
}
