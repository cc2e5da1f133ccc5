import {
  deployments,
  persistentVolumeClaims,
  type StatefulSet,
  statefulSets,
} from '../../api/index.ts';
import type { Key } from '../../apimachinery/meta.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import type { Text } from '../results.ts';
import { texts } from '../texts.ts';
import { because, type Cause } from './cause.ts';
import { whyPodAbsent } from './set.ts';
import { volumeType } from './volume-type.ts';

/** Why there is no such claim: by its name it may be one that a set makes. */
export function whyClaimAbsent(read: Reader, key: Key): Cause {
  const part = partsOf(key.name);
  if (!part) return { why: othersOf(read, key.namespace), isStuck: true };
  const { template, set: name, ordinal } = part;
  const set = read.get(statefulSets, { namespace: key.namespace, name });
  if (!set) {
    const deployment = read.get(deployments, { namespace: key.namespace, name });
    if (deployment) return { why: [texts.deploymentInstead(name)], isStuck: true };
    return { why: othersOf(read, key.namespace), isStuck: true };
  }
  const templates = set.spec.volumeClaimTemplates ?? [];
  if (!templates.some(({ metadata }) => metadata.name === template)) {
    return { why: noTemplate(set, template), isStuck: true };
  }
  const removed = whyRemoved(read, key);
  if (removed.length > 0) return { why: removed, isStuck: true };
  const pod = { namespace: key.namespace, name: `${name}-${ordinal}` };
  return because([texts.claimAbsent(key.name)], whyPodAbsent(read, pod));
}

/** Why a set's claim was removed, when the set did it; empty when somebody else did. */
export function whyRemoved(read: Reader, { namespace, name }: Key): readonly Text[] {
  const owner = partsOf(name)?.set;
  const set = owner === undefined ? undefined : read.get(statefulSets, { namespace, name: owner });
  const policy = set?.spec.persistentVolumeClaimRetentionPolicy;
  if (!set || !policy) return [];
  if (policy.whenScaled === 'Delete') {
    return [texts.retentionDeletes(set.metadata.name, 'whenScaled')];
  }
  return [];
}

function noTemplate(set: Frozen<StatefulSet>, template: string): readonly Text[] {
  const { name } = set.metadata;
  const missing = texts.noTemplate(name, template);
  const volume = set.spec.template.spec?.volumes?.find((one) => one.name === template);
  const type = volume && volumeType(volume);
  return type ? [missing, texts.volumeIsNoClaim(name, template, type)] : [missing];
}

function othersOf(read: Reader, namespace: string): readonly Text[] {
  const names = read.list(persistentVolumeClaims, namespace).map(({ metadata }) => metadata.name);
  return names.length === 0 ? [] : [texts.anotherName('PersistentVolumeClaim', names)];
}

/** `data-web-0`: template, set, ordinal. */
function partsOf(name: string): { template: string; set: string; ordinal: string } | undefined {
  const match = /^([a-z0-9]+)-(.+)-(\d+)$/.exec(name);
  const [, template, set, ordinal] = match ?? [];
  if (template === undefined || set === undefined || ordinal === undefined) return undefined;
  return { template, set, ordinal };
}
