import { FieldPath } from '../../apimachinery/field-error.ts';
import { quantityMillis } from '../../apimachinery/quantity.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Container } from './container.ts';
import type { PodSpec } from './pod-spec.ts';
import type { TemplateMeta } from './template-meta.ts';

/** For what makes pods and has a name that is no DNS label; `errors` are those of its name. */
export function podNameWarnings(errors: readonly string[]): readonly string[] {
  const named =
    'metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended';
  return errors.length > 0 ? [`${named}: [${errors.join(' ')}]`] : [];
}

/** What became of old volume types. */
const deprecatedVolumes = {
  photonPersistentDisk: 'deprecated in v1.11, non-functional in v1.16+',
  gitRepo: 'deprecated in v1.11, and disabled by default in v1.33+',
  scaleIO: 'deprecated in v1.16, non-functional in v1.22+',
  flocker: 'deprecated in v1.22, non-functional in v1.25+',
  storageos: 'deprecated in v1.22, non-functional in v1.25+',
  quobyte: 'deprecated in v1.22, non-functional in v1.25+',
  glusterfs: 'deprecated in v1.25, non-functional in v1.26+',
  cephfs: 'deprecated in v1.28, non-functional in v1.31+',
  rbd: 'deprecated in v1.28, non-functional in v1.31+',
} as const;

const deprecatedNodeLabels: { readonly [label: string]: string } = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'beta.kubernetes.io/instance-type':
    'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
  'failure-domain.beta.kubernetes.io/region':
    'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone':
    'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
};

const deprecatedAnnotations: { readonly [annotation: string]: string } = {
  'scheduler.alpha.kubernetes.io/critical-pod':
    'non-functional in v1.16+; use the "priorityClassName" field instead',
  'security.alpha.kubernetes.io/sysctls':
    'non-functional in v1.11+; use the "sysctls" field instead',
  'security.alpha.kubernetes.io/unsafe-sysctls':
    'non-functional in v1.11+; use the "sysctls" field instead',
};

/**
 * Texts for `Warning:` headers about a pod, or about the template at `at`; follows
 * pkg/api/pod/warnings.go.
 */
export function podWarnings(
  spec: Frozen<PodSpec>,
  metadata: Frozen<TemplateMeta>,
  at: FieldPath | undefined,
): readonly string[] {
  const base = at ?? FieldPath.of();
  const specAt = base.child('spec');
  return [
    ...nodeSelectorWarnings(spec, specAt),
    ...spreadWarnings(spec, specAt.child('topologySpreadConstraints')),
    ...Object.entries(deprecatedAnnotations)
      .filter(([key]) => metadata.annotations?.[key] !== undefined)
      .map(([key, text]) => `${base.child('metadata', 'annotations').key(key).text}: ${text}`),
    ...volumeWarnings(spec, specAt.child('volumes')),
    ...duplicateWarnings(spec, specAt),
    ...containersOf(spec, specAt).flatMap(([container, here]) =>
      containerWarnings(container, here),
    ),
    ...portWarnings(spec, specAt),
    ...(spec.terminationGracePeriodSeconds < 0
      ? [`${specAt.child('terminationGracePeriodSeconds').text}: ${negativeGrace}`]
      : []),
  ];
}

const negativeGrace = 'must be >= 0; negative values are invalid and will be treated as 1';

function nodeSelectorWarnings(spec: Frozen<PodSpec>, at: FieldPath): readonly string[] {
  return Object.keys(spec.nodeSelector ?? {}).flatMap((key) => {
    const text = deprecatedNodeLabels[key];
    return text ? [`${at.child('nodeSelector').key(key).text}: ${text}`] : [];
  });
}

function spreadWarnings(spec: Frozen<PodSpec>, at: FieldPath): readonly string[] {
  return (spec.topologySpreadConstraints ?? []).flatMap(({ topologyKey, labelSelector }, i) => {
    const here = at.index(i);
    const text = deprecatedNodeLabels[topologyKey];
    return [
      ...(text ? [`${here.child('topologyKey').text}: ${topologyKey} is ${text}`] : []),
      ...(labelSelector
        ? []
        : [`${here.child('labelSelector').text}: a null labelSelector results in matching no pod`]),
    ];
  });
}

function volumeWarnings(spec: Frozen<PodSpec>, at: FieldPath): readonly string[] {
  return (spec.volumes ?? []).flatMap((volume, i) =>
    Object.entries(deprecatedVolumes)
      .filter(([field]) => field in volume && Reflect.get(volume, field) !== undefined)
      .map(([field, text]) => {
        const name = field === 'storageos' ? 'storageOS' : field;
        return `${at.index(i).child(name).text}: ${text}`;
      }),
  );
}

function duplicateWarnings(spec: Frozen<PodSpec>, at: FieldPath): readonly string[] {
  const aliases = spec.hostAliases ?? [];
  const secrets = spec.imagePullSecrets ?? [];
  const secretAt = (i: number): string => at.child('imagePullSecrets').index(i).child('name').text;
  const isRepeated = (list: readonly (string | undefined)[], i: number): boolean =>
    list.indexOf(list[i]) < i;
  return [
    ...aliases.flatMap(({ ip }, i) =>
      isRepeated(
        aliases.map((alias) => alias.ip),
        i,
      )
        ? [`${at.child('hostAliases').index(i).child('ip').text}: duplicate ip "${ip}"`]
        : [],
    ),
    ...secrets.flatMap(({ name }, i) =>
      isRepeated(
        secrets.map((secret) => secret.name),
        i,
      )
        ? [`${secretAt(i)}: duplicate name "${name ?? ''}"`]
        : [],
    ),
    ...secrets.flatMap(({ name }, i) => (name ? [] : [`${secretAt(i)}: invalid empty name ""`])),
  ];
}

type Place = readonly [Frozen<Container>, FieldPath];

function containersOf(spec: Frozen<PodSpec>, at: FieldPath): readonly Place[] {
  const list = (field: 'initContainers' | 'containers'): readonly Place[] =>
    (spec[field] ?? []).map((container, i) => [container, at.child(field).index(i)]);
  return [...list('initContainers'), ...list('containers')];
}

function containerWarnings(container: Frozen<Container>, at: FieldPath): readonly string[] {
  const amounts = (['memory', 'ephemeral-storage'] as const).flatMap((resource) =>
    (['limits', 'requests'] as const).flatMap((list) => {
      const value = container.resources[list]?.[resource];
      if (value === undefined || quantityMillis(value) % 1_000 === 0) return [];
      const place = at.child('resources', list).key(resource).text;
      return [`${place}: fractional byte value "${value}" is invalid, must be an integer`];
    }),
  );
  const seen = new Set<string>();
  const variables = (container.env ?? []).flatMap(({ name, value = '', valueFrom }, i) => {
    const isAgain = seen.has(name);
    seen.add(name);
    const reference = `$(${name})`;
    // X="$(X)123" builds on the earlier value, which is fine.
    const isHiding = valueFrom || value === reference || !value.includes(reference);
    const text = `hides previous definition of "${name}", which may be dropped when using apply`;
    return isAgain && isHiding ? [`${at.child('env').index(i).text}: ${text}`] : [];
  });
  return [...amounts, ...variables];
}

/** Ports that several containers name, which only one of them can have. */
function portWarnings(spec: Frozen<PodSpec>, at: FieldPath): readonly string[] {
  const seen: { readonly key: string; readonly host: string; readonly text: string }[] = [];
  return containersOf(spec, at).flatMap(([{ ports }, here]) =>
    (ports ?? []).flatMap(({ containerPort, protocol, hostIP = '', hostPort = 0 }, i) => {
      const { text } = here.child('ports').index(i);
      const key = `${containerPort}/${protocol}`;
      const host = `${hostIP}:${hostPort}`;
      const others = seen.filter((other) => other.key === key);
      seen.push({ key, host, text });
      return others.flatMap((other) => {
        if (other.host === host) return [`${text}: duplicate port definition with ${other.text}`];
        return hostPort === 0 || other.host.endsWith(':0')
          ? [`${text}: overlapping port definition with ${other.text}`]
          : [];
      });
    }),
  );
}
