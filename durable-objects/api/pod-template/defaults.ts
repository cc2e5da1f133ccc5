import type { Container, EphemeralContainer } from './container.ts';
import { defaultPullPolicy } from './image-reference.ts';
import type { PodSpec } from './pod-spec.ts';
import type { HTTPGetAction, LifecycleHandler, Probe } from './probe.ts';
import { setVolumeDefaults } from './volume-defaults.ts';

/**
 * Defaults of a pod's spec wherever it stands, in a Pod or in a template. Absent objects have
 * been filled before (`fillZeroValues`). Follows pkg/apis/core/v1/defaults.go.
 */
export function setPodSpecDefaults(spec: PodSpec): void {
  spec.dnsPolicy ||= 'ClusterFirst';
  spec.restartPolicy ||= 'Always';
  spec.terminationGracePeriodSeconds ??= 30;
  spec.schedulerName ||= 'default-scheduler';
  spec.securityContext ??= {};
  mirrorServiceAccount(spec);
  for (const volume of spec.volumes ?? []) setVolumeDefaults(volume);
  for (const container of spec.initContainers ?? []) setContainerDefaults(container);
  for (const container of spec.containers) setContainerDefaults(container);
  for (const container of spec.ephemeralContainers ?? []) setContainerDefaults(container);
}

/** `serviceAccount` is the old name of `serviceAccountName`; both say the same. */
export function mirrorServiceAccount(spec: PodSpec): void {
  const name = spec.serviceAccountName || spec.serviceAccount;
  if (!name) return;
  spec.serviceAccountName = name;
  spec.serviceAccount = name;
}

/** Defaults that a Pod has and a template does not. */
export function setPodOnlyDefaults(spec: PodSpec): void {
  for (const container of [...spec.containers, ...(spec.initContainers ?? [])]) {
    const { limits } = container.resources;
    if (limits) container.resources.requests = { ...limits, ...container.resources.requests };
    if (spec.hostNetwork)
      for (const port of container.ports ?? []) port.hostPort ||= port.containerPort;
  }
  spec.enableServiceLinks ??= true;
}

function setContainerDefaults(container: Container | EphemeralContainer): void {
  container.image ||= '';
  container.imagePullPolicy ||= defaultPullPolicy(container.image);
  container.terminationMessagePath ||= '/dev/termination-log';
  container.terminationMessagePolicy ||= 'File';
  for (const port of container.ports ?? []) port.protocol ||= 'TCP';
  for (const { valueFrom } of container.env ?? []) {
    if (valueFrom?.fieldRef) valueFrom.fieldRef.apiVersion ||= 'v1';
    if (valueFrom?.resourceFieldRef) valueFrom.resourceFieldRef.divisor ||= '0';
  }
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
  for (const probe of [livenessProbe, readinessProbe, startupProbe])
    if (probe) setProbeDefaults(probe);
  for (const handler of [lifecycle?.postStart, lifecycle?.preStop])
    if (handler) setHandlerDefaults(handler);
}

function setProbeDefaults(probe: Probe): void {
  probe.timeoutSeconds ||= 1;
  probe.periodSeconds ||= 10;
  probe.successThreshold ||= 1;
  probe.failureThreshold ||= 3;
  if (probe.httpGet) setHTTPGetDefaults(probe.httpGet);
  if (probe.grpc) probe.grpc.service ??= '';
}

function setHandlerDefaults(handler: LifecycleHandler): void {
  if (handler.httpGet) setHTTPGetDefaults(handler.httpGet);
}

function setHTTPGetDefaults(action: HTTPGetAction): void {
  action.path ||= '/';
  action.scheme ||= 'HTTP';
}
