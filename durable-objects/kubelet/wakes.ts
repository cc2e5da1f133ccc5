import {
  configMaps,
  type Pod,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  secrets,
} from '../api/index.ts';
import { type Key, keyOf } from '../apimachinery/meta.ts';
import type { Frozen } from '../lib/json.ts';
import { type Change, defineIndex, type Reader } from '../storage/store.ts';
import { containersOf } from './spec.ts';

type Kind = 'configmap' | 'secret' | 'claim';

/** Pods by the objects that their volumes and environments come from: `secret:ns/name`. */
const byReference = defineIndex(pods, (pod) => {
  const namespace = pod.metadata.namespace ?? '';
  return referencesOf(pod).map(({ kind, name }) => `${kind}:${namespace}/${name}`);
});

/** Pods by the node they are on. */
const podsByNode = defineIndex(pods, (pod) => [pod.spec.nodeName ?? '']);

/** The pods that a change of a ConfigMap, Secret, claim or volume concerns. */
export function podsByReference(change: Change, read: Reader): readonly Key[] {
  const { resource, key } = change;
  if (resource.group !== '') return [];
  const kinds: Readonly<Record<string, Kind>> = {
    [configMaps.plural]: 'configmap',
    [secrets.plural]: 'secret',
    [persistentVolumeClaims.plural]: 'claim',
  };
  const kind = kinds[resource.plural];
  if (kind) return find(read, kind, key);
  if (resource.plural !== persistentVolumes.plural) return [];
  const claim = read.get(persistentVolumes, key)?.spec.claimRef;
  return claim
    ? find(read, 'claim', { namespace: claim.namespace ?? '', name: claim.name ?? '' })
    : [];
}

/** The pods that are assigned to a node. */
export function podsOnNode(read: Reader, node: string): readonly Key[] {
  return read.byIndex(podsByNode, node).map(keyOf);
}

/** The pods that see a change of files: of a container, an emptyDir, a volume or a node. */
export function podsOnContents(read: Reader, identity: string): readonly Key[] {
  const [kind, first = ''] = identity.split('/');
  if (kind === 'node') return podsOnNode(read, first);
  if (kind === 'pv') {
    const claim = read.get(persistentVolumes, { namespace: '', name: first })?.spec.claimRef;
    if (!claim) return [];
    return find(read, 'claim', { namespace: claim.namespace ?? '', name: claim.name ?? '' });
  }
  return read.byIndex(byUid, first).map(keyOf);
}

const byUid = defineIndex(pods, (pod) => [pod.metadata.uid]);

function find(read: Reader, kind: Kind, key: Key): readonly Key[] {
  return read.byIndex(byReference, `${kind}:${key.namespace}/${key.name}`).map(keyOf);
}

interface Reference {
  readonly kind: Kind;
  readonly name: string;
}

function referencesOf(pod: Frozen<Pod>): readonly Reference[] {
  const volumes = (pod.spec.volumes ?? []).flatMap((volume): Reference[] => {
    const { configMap, secret, projected, persistentVolumeClaim, ephemeral } = volume;
    return [
      ...named('configmap', configMap?.name),
      ...named('secret', secret?.secretName),
      ...named('claim', persistentVolumeClaim?.claimName),
      ...named('claim', ephemeral && `${pod.metadata.name}-${volume.name}`),
      ...(projected?.sources ?? []).flatMap((source) => [
        ...named('configmap', source.configMap?.name),
        ...named('secret', source.secret?.name),
      ]),
    ];
  });
  const environments = containersOf(pod).flatMap(({ container }) => [
    ...(container.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
      ...named('configmap', configMapRef?.name),
      ...named('secret', secretRef?.name),
    ]),
    ...(container.env ?? []).flatMap(({ valueFrom }) => [
      ...named('configmap', valueFrom?.configMapKeyRef?.name),
      ...named('secret', valueFrom?.secretKeyRef?.name),
    ]),
  ]);
  const all = [...volumes, ...environments];
  return all.filter(
    ({ kind, name }, i) => all.findIndex((o) => o.kind === kind && o.name === name) === i,
  );
}

function named(kind: Kind, name: string | undefined): Reference[] {
  return name ? [{ kind, name }] : [];
}
