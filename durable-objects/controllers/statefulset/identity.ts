import type { Pod, PodTemplateSpec, StatefulSet, Volume } from '../../api/index.ts';
import type { Manifest } from '../../apimachinery/meta.ts';
import type { Frozen } from '../../lib/json.ts';
import { podFromTemplate } from '../pod-template.ts';

/** Says which pod this is, for Services that want to pick one. */
export const podNameLabel = 'statefulset.kubernetes.io/pod-name';
/** The ordinal, for whom the name is inconvenient. */
export const podIndexLabel = 'apps.kubernetes.io/pod-index';
/** The name of the ControllerRevision that a pod was made from. */
export const revisionLabel = 'controller-revision-hash';

/** The set and the ordinal that a pod's name says; undefined when it says none. */
export function parsePodName(name: string): { parent: string; ordinal: number } | undefined {
  const match = /^(.*)-([0-9]+)$/s.exec(name);
  const ordinal = Number(match?.[2]);
  if (!match || ordinal > maxInt32) return undefined;
  return { parent: match[1] ?? '', ordinal };
}

/** A pod's ordinal, -1 when its name has none: such a pod is left alone. */
export function ordinalOf(pod: Frozen<Pod>): number {
  return parsePodName(pod.metadata.name)?.ordinal ?? -1;
}

/** `web-0` */
export function podName(set: Frozen<StatefulSet>, ordinal: number): string {
  return `${set.metadata.name}-${ordinal}`;
}

/** The ordinals that the set wants: [first, end). */
export function ordinalRange(set: Frozen<StatefulSet>): { first: number; end: number } {
  const first = set.spec.ordinals?.start ?? 0;
  return { first, end: first + set.spec.replicas };
}

/** True when the set wants a pod of this ordinal. */
export function isWanted(set: Frozen<StatefulSet>, ordinal: number): boolean {
  const { first, end } = ordinalRange(set);
  return ordinal >= first && ordinal < end;
}

/** `www-web-0`: what the claim of a template and an ordinal is called. */
export function claimName(set: Frozen<StatefulSet>, template: string, ordinal: number): string {
  return `${template}-${set.metadata.name}-${ordinal}`;
}

/** The names of the claims that a pod of this ordinal mounts, by volume. */
export function claimNames(
  set: Frozen<StatefulSet>,
  ordinal: number,
): readonly { readonly volume: string; readonly claim: string }[] {
  return (set.spec.volumeClaimTemplates ?? []).map(({ metadata }) => {
    const volume = metadata.name ?? '';
    return { volume, claim: claimName(set, volume, ordinal) };
  });
}

/** The revision that a pod was made from, '' when it carries none. */
export function podRevision(pod: Frozen<Pod>): string {
  return pod.metadata.labels?.[revisionLabel] ?? '';
}

/**
 * A member's name, host name, subdomain, labels and volumes. Host name and subdomain can't be
 * changed later, so a set whose serviceName is wrong needs new pods.
 */
export function newPod(
  set: Frozen<StatefulSet>,
  template: Frozen<PodTemplateSpec>,
  revision: string,
  ordinal: number,
): Manifest<Pod> {
  const pod = podFromTemplate(template, set);
  const name = podName(set, ordinal);
  pod.metadata.name = name;
  pod.metadata.labels = { ...pod.metadata.labels, ...identityLabels(name, ordinal) };
  pod.metadata.labels[revisionLabel] = revision;
  pod.spec.hostname = name;
  if (set.spec.serviceName !== undefined) pod.spec.subdomain = set.spec.serviceName;
  const volumes = withClaims(set, ordinal, pod.spec.volumes ?? []);
  if (volumes.length > 0) pod.spec.volumes = volumes;
  return pod;
}

/** True when a pod carries the labels of its name. */
export function identityMatches(pod: Frozen<Pod>): boolean {
  return pod.metadata.labels?.[podNameLabel] === pod.metadata.name;
}

/** True when a pod mounts the set's claim of its ordinal for every claim template. */
export function storageMatches(set: Frozen<StatefulSet>, pod: Frozen<Pod>): boolean {
  return claimNames(set, ordinalOf(pod)).every(({ volume, claim }) =>
    pod.spec.volumes?.some(
      (mounted) => mounted.name === volume && mounted.persistentVolumeClaim?.claimName === claim,
    ),
  );
}

/** Gives a pod that was adopted, or tampered with, what `newPod` gives one. */
export function restoreIdentity(set: Frozen<StatefulSet>, draft: Pod): void {
  const ordinal = ordinalOf(draft);
  if (!identityMatches(draft)) {
    draft.metadata.labels = {
      ...draft.metadata.labels,
      ...identityLabels(draft.metadata.name, ordinal),
    };
  }
  if (!storageMatches(set, draft))
    draft.spec.volumes = withClaims(set, ordinal, draft.spec.volumes ?? []);
}

/** Claims come first and take the place of volumes of the same name. */
function withClaims(set: Frozen<StatefulSet>, ordinal: number, volumes: Volume[]): Volume[] {
  const claims = claimNames(set, ordinal);
  const mounted = claims.map(
    ({ volume, claim }): Volume => ({
      name: volume,
      persistentVolumeClaim: { claimName: claim },
    }),
  );
  const names = new Set(claims.map(({ volume }) => volume));
  return [...mounted, ...volumes.filter((volume) => !names.has(volume.name))];
}

function identityLabels(name: string, ordinal: number): { [key: string]: string } {
  return { [podNameLabel]: name, [podIndexLabel]: String(ordinal) };
}

const maxInt32 = 2_147_483_647;
