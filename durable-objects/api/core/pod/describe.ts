import { writeEvents } from '../../../apimachinery/describe/events.ts';
import {
  writeAnnotations,
  writeController,
  writeLabels,
} from '../../../apimachinery/describe/metadata.ts';
import {
  type DescribeWriter,
  describeText,
  longTime,
} from '../../../apimachinery/describe/writer.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import { writeContainers, writeResources } from '../../pod-template/describe/containers.ts';
import { writeTolerations, writeTopologySpread } from '../../pod-template/describe/template.ts';
import { writeVolumes } from '../../pod-template/describe/volumes.ts';
import { qosClass } from '../../pod-template/qos.ts';
import type { Pod } from './schema.ts';

/** `kubectl describe pod`. */
export const describePod: Describe<Pod> = (pod, context) =>
  describeText((writer) => {
    writeHead(writer, pod);
    writeStatus(writer, pod, context.now);
    writeAddresses(writer, pod);
    const { spec, status } = pod;
    if (spec.resources) {
      writer.line(0, 'Resources:');
      writeResources(writer, spec.resources, 1);
    }
    const resolve = (path: string): string => fieldOf(pod, path);
    if (spec.initContainers?.length) {
      const reports = status.initContainerStatuses;
      writeContainers(writer, 'Init Containers', spec.initContainers, { reports, resolve });
    }
    const reports = status.containerStatuses;
    writeContainers(writer, 'Containers', spec.containers, { reports, resolve });
    if (spec.ephemeralContainers?.length)
      writeContainers(writer, 'Ephemeral Containers', spec.ephemeralContainers, {
        reports: status.ephemeralContainerStatuses,
        resolve,
      });
    writeConditions(writer, pod);
    writeVolumes(writer, spec.volumes);
    writer.field(0, 'QoS Class', status.qosClass || qosClass(spec));
    writeLabels(writer, 'Node-Selectors', spec.nodeSelector);
    writeTolerations(writer, 'Tolerations', spec.tolerations);
    writeTopologySpread(writer, spec.topologySpreadConstraints);
    writeEvents(writer, pod, context);
  });

function writeHead(writer: DescribeWriter, { metadata, spec, status }: Frozen<Pod>): void {
  writer.field(0, 'Name', metadata.name);
  writer.field(0, 'Namespace', metadata.namespace);
  if (spec.priority !== undefined) writer.field(0, 'Priority', spec.priority);
  if (spec.priorityClassName) writer.field(0, 'Priority Class Name', spec.priorityClassName);
  if (spec.runtimeClassName) writer.field(0, 'Runtime Class Name', spec.runtimeClassName);
  if (spec.serviceAccountName) writer.field(0, 'Service Account', spec.serviceAccountName);
  writer.field(0, 'Node', spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : '<none>');
  if (status.startTime) writer.field(0, 'Start Time', longTime(status.startTime));
  writeLabels(writer, 'Labels', metadata.labels);
  writeAnnotations(writer, 'Annotations', metadata.annotations);
}

function writeStatus(writer: DescribeWriter, pod: Frozen<Pod>, now: number): void {
  const { metadata, spec, status } = pod;
  const hasEnded = status.phase === 'Failed' || status.phase === 'Succeeded';
  if (metadata.deletionTimestamp && !hasEnded) {
    writer.field(0, 'Status', `Terminating (lasts ${ageOf(metadata.deletionTimestamp, now)})`);
    const seconds = metadata.deletionGracePeriodSeconds ?? 0;
    writer.field(0, 'Termination Grace Period', `${seconds}s`);
  } else writer.field(0, 'Status', status.phase);
  if (status.reason) writer.field(0, 'Reason', status.reason);
  if (status.message) writer.field(0, 'Message', status.message);
  const profile = spec.securityContext.seccompProfile;
  if (profile) writer.field(0, 'SeccompProfile', profile.type);
  if (profile?.type === 'Localhost') writer.field(0, 'LocalhostProfile', profile.localhostProfile);
}

function writeAddresses(writer: DescribeWriter, pod: Frozen<Pod>): void {
  const { podIP, podIPs = [], nominatedNodeName } = pod.status;
  writer.field(0, 'IP', podIP);
  writer.line(0, podIPs.length === 0 ? 'IPs:\t<none>' : 'IPs:');
  for (const { ip } of podIPs) writer.field(1, 'IP', ip);
  writeController(writer, pod);
  if (nominatedNodeName) writer.field(0, 'NominatedNodeName', nominatedNodeName);
}

function writeConditions(writer: DescribeWriter, { spec, status }: Frozen<Pod>): void {
  const { conditions = [] } = status;
  if (spec.readinessGates?.length) {
    writer.write(0, 'Readiness Gates:\n  Type\tStatus\n');
    for (const { conditionType } of spec.readinessGates) {
      const condition = conditions.find(({ type }) => type === conditionType);
      writer.line(1, `${conditionType} \t${condition?.status ?? '<none>'} `);
    }
  }
  if (conditions.length === 0) return;
  writer.write(0, 'Conditions:\n  Type\tStatus\n');
  for (const condition of conditions) writer.line(1, `${condition.type} \t${condition.status} `);
}

/** The value of a field that a variable may refer to. */
function fieldOf({ metadata, spec, status }: Frozen<Pod>, path: string): string {
  const subscript = /^metadata\.(labels|annotations)\['([^']*)'\]$/.exec(path);
  if (subscript) {
    const map = subscript[1] === 'labels' ? metadata.labels : metadata.annotations;
    return map?.[subscript[2] ?? ''] ?? '';
  }
  switch (path) {
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace ?? '';
    case 'metadata.uid':
      return metadata.uid;
    case 'spec.nodeName':
      return spec.nodeName ?? '';
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? '';
    case 'status.hostIP':
      return status.hostIP ?? '';
    case 'status.hostIPs':
      return (status.hostIPs ?? []).map(({ ip }) => ip).join(',');
    case 'status.podIP':
      return status.podIP ?? '';
    case 'status.podIPs':
      return (status.podIPs ?? []).map(({ ip }) => ip).join(',');
    default:
      return '';
  }
}
