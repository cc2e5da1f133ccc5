import type { Container, Pod } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';

export type PodContainer = Frozen<Container>;

/** What kind of container of a pod; `sidecar` is an init container that is always restarted. */
export type ContainerRole = 'init' | 'sidecar' | 'app' | 'ephemeral';

/** A container with its place in the pod. */
export interface PlacedContainer {
  readonly container: PodContainer;
  readonly role: ContainerRole;
  /** `spec.containers{web}`, as events name it. */
  readonly fieldPath: string;
}

/** All containers of a pod in the order of their lists: init, app, ephemeral. */
export function containersOf(pod: Frozen<Pod>): readonly PlacedContainer[] {
  const place = (role: ContainerRole, list: string) => (container: PodContainer) => ({
    container,
    role,
    fieldPath: `spec.${list}{${container.name}}`,
  });
  const init = (pod.spec.initContainers ?? []).map((container) =>
    place(container.restartPolicy === 'Always' ? 'sidecar' : 'init', 'initContainers')(container),
  );
  return [
    ...init,
    ...pod.spec.containers.map(place('app', 'containers')),
    ...(pod.spec.ephemeralContainers ?? []).map(place('ephemeral', 'ephemeralContainers')),
  ];
}

/** The container of that name. */
export function containerNamed(pod: Frozen<Pod>, name: string): PlacedContainer | undefined {
  return containersOf(pod).find(({ container }) => container.name === name);
}

/** The host name inside the pod: at most 63 characters. */
export function hostnameOf(pod: Frozen<Pod>): string {
  const { hostname, hostnameOverride } = pod.spec;
  return (
    hostnameOverride ?? (hostname ? hostname : pod.metadata.name).slice(0, 63).replace(/[-.]+$/, '')
  );
}

/** The fully qualified host name when the pod names a subdomain. */
export function fqdnOf(pod: Frozen<Pod>, zone: string): string | undefined {
  const { subdomain } = pod.spec;
  if (!subdomain) return undefined;
  return `${hostnameOf(pod)}.${subdomain}.${pod.metadata.namespace}.svc.${zone}`;
}

/** Whether the container is started again after it ended with this code. */
export function restarts(pod: Frozen<Pod>, placed: PlacedContainer, exitCode: number): boolean {
  const { container, role } = placed;
  if (role === 'ephemeral') return false;
  if (role === 'sidecar') return true;
  const rule = container.restartPolicyRules?.find(({ exitCodes }) => {
    const isListed = exitCodes?.values?.includes(exitCode) ?? false;
    return exitCodes?.operator === 'NotIn' ? !isListed : isListed;
  });
  if (rule) return rule.action === 'Restart';
  const policy = container.restartPolicy ?? pod.spec.restartPolicy;
  if (policy === 'Never') return false;
  // An init container that succeeded has done its work, whatever the policy.
  return exitCode !== 0 || (policy === 'Always' && role === 'app');
}
