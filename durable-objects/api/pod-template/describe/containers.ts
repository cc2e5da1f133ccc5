import { sortedEntries } from '../../../apimachinery/describe/metadata.ts';
import { type DescribeWriter, longTime } from '../../../apimachinery/describe/writer.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Container, ContainerPort } from '../container.ts';
import type { EnvVar } from '../environment.ts';
import type { Probe } from '../probe.ts';
import type { ResourceRequirements } from '../resources.ts';

/** What a pod's status says of one container, by shape. */
export interface ContainerReport {
  readonly name: string;
  readonly state: Frozen<State>;
  readonly lastState: Frozen<State>;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly imageID: string;
  readonly containerID?: string | undefined;
}

interface State {
  waiting?: { reason?: string };
  running?: { startedAt?: string };
  terminated?: {
    exitCode: number;
    signal?: number;
    reason?: string;
    message?: string;
    startedAt?: string;
    finishedAt?: string;
  };
}

/** The value of a field of the pod that a variable refers to. */
export type FieldResolver = (fieldPath: string) => string;

/** Containers of a pod (with reports) or of a template, whose lines are indented. */
export function writeContainers(
  writer: DescribeWriter,
  title: string,
  containers: readonly Frozen<Container>[],
  options: {
    readonly reports?: readonly ContainerReport[] | undefined;
    readonly resolve?: FieldResolver;
    readonly isTemplate?: true;
  } = {},
): void {
  const space = options.isTemplate ? '  ' : '';
  writer.line(0, `${space}${title}:${containers.length === 0 ? ' <none>' : ''}`);
  for (const container of containers) {
    const report = options.reports?.find(({ name }) => name === container.name);
    writer.line(1, `${options.isTemplate ? ' ' : ''}${container.name}:`);
    writeBasics(writer, container, report);
    writeCommand(writer, container);
    if (report) writeReport(writer, report);
    writeResources(writer, container.resources, 2);
    writeProbes(writer, container);
    writeEnvFrom(writer, container);
    writeEnv(writer, container, options.resolve);
    writeMounts(writer, container);
  }
}

/** Limits and requests, each resource on its line. */
export function writeResources(
  writer: DescribeWriter,
  { limits, requests }: Frozen<ResourceRequirements>,
  level: number,
): void {
  for (const [title, list] of Object.entries({ Limits: limits, Requests: requests })) {
    const entries = sortedEntries(list);
    if (entries.length > 0) writer.line(level, `${title}:`);
    for (const [name, quantity] of entries) writer.field(level + 1, name, quantity);
  }
}

function writeBasics(
  writer: DescribeWriter,
  container: Frozen<Container>,
  report: ContainerReport | undefined,
): void {
  if (report) writer.field(2, 'Container ID', report.containerID);
  writer.field(2, 'Image', container.image);
  if (report) writer.field(2, 'Image ID', report.imageID);
  const { ports = [] } = container;
  const text = (number: (port: Frozen<ContainerPort>) => number): string =>
    ports
      .map((port) => `${number(port)}/${port.protocol}${port.name ? ` (${port.name})` : ''}`)
      .join(', ') || '<none>';
  const plural = ports.length > 1 ? 's' : '';
  writer.field(
    2,
    `Port${plural}`,
    text(({ containerPort }) => containerPort),
  );
  writer.field(
    2,
    `Host Port${plural}`,
    text(({ hostPort }) => hostPort ?? 0),
  );
  const profile = container.securityContext?.seccompProfile;
  if (profile) writer.field(2, 'SeccompProfile', profile.type);
  if (profile?.type === 'Localhost') writer.field(3, 'LocalhostProfile', profile.localhostProfile);
}

function writeCommand(writer: DescribeWriter, { command, args }: Frozen<Container>): void {
  for (const [title, words] of Object.entries({ Command: command, Args: args })) {
    if (!words?.length) continue;
    writer.line(2, `${title}:`);
    for (const word of words) for (const line of word.split('\n')) writer.line(3, line);
  }
}

function writeReport(writer: DescribeWriter, report: ContainerReport): void {
  writeState(writer, 'State', report.state);
  if (report.lastState.terminated) writeState(writer, 'Last State', report.lastState);
  writer.field(2, 'Ready', report.ready ? 'True' : 'False');
  writer.field(2, 'Restart Count', report.restartCount);
}

function writeState(writer: DescribeWriter, title: string, state: Frozen<State>): void {
  const { running, waiting, terminated } = state;
  if (running) {
    writer.field(2, title, 'Running');
    writer.field(3, 'Started', longTime(running.startedAt));
  } else if (terminated) {
    writer.field(2, title, 'Terminated');
    if (terminated.reason) writer.field(3, 'Reason', terminated.reason);
    if (terminated.message) writer.field(3, 'Message', terminated.message);
    writer.field(3, 'Exit Code', terminated.exitCode);
    if (terminated.signal) writer.field(3, 'Signal', terminated.signal);
    writer.field(3, 'Started', longTime(terminated.startedAt));
    writer.field(3, 'Finished', longTime(terminated.finishedAt));
  } else {
    writer.field(2, title, 'Waiting');
    if (waiting?.reason) writer.field(3, 'Reason', waiting.reason);
  }
}

function writeProbes(writer: DescribeWriter, container: Frozen<Container>): void {
  const { livenessProbe, readinessProbe, startupProbe } = container;
  if (livenessProbe) writer.field(2, 'Liveness', probeText(livenessProbe));
  if (readinessProbe) writer.field(2, 'Readiness', probeText(readinessProbe));
  if (startupProbe) writer.field(2, 'Startup', probeText(startupProbe));
}

/** `http-get http://:80/ delay=0s timeout=1s period=10s successThreshold=1 failureThreshold=3`. */
function probeText(probe: Frozen<Probe>): string {
  const { exec, httpGet, tcpSocket, grpc } = probe;
  const times = `delay=${probe.initialDelaySeconds ?? 0}s timeout=${probe.timeoutSeconds}s period=${probe.periodSeconds}s`;
  const counts = `successThreshold=${probe.successThreshold} failureThreshold=${probe.failureThreshold}`;
  const attributes = `${times} ${counts}`;
  if (exec) return `exec [${(exec.command ?? []).join(' ')}] ${attributes}`;
  if (httpGet) {
    const path = httpGet.path.startsWith('/') ? httpGet.path : `/${httpGet.path}`;
    const url = `${httpGet.scheme.toLowerCase()}://${httpGet.host ?? ''}:${httpGet.port}${path}`;
    return `http-get ${url} ${attributes}`;
  }
  if (tcpSocket) return `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port} ${attributes}`;
  if (grpc) return `grpc <pod>:${grpc.port} ${grpc.service} ${attributes}`;
  return `unknown ${attributes}`;
}

function writeEnvFrom(writer: DescribeWriter, { envFrom = [] }: Frozen<Container>): void {
  if (envFrom.length === 0) return;
  writer.line(2, 'Environment Variables from:');
  for (const { prefix, configMapRef, secretRef } of envFrom) {
    const source = configMapRef ?? secretRef;
    const kind = configMapRef ? 'ConfigMap' : secretRef ? 'Secret' : '';
    const what = prefix ? `${kind} with prefix '${prefix}'` : kind;
    writer.line(3, `${source?.name ?? ''}\t${what}\tOptional: ${source?.optional ?? false}`);
  }
}

function writeEnv(
  writer: DescribeWriter,
  container: Frozen<Container>,
  resolve: FieldResolver | undefined,
): void {
  const { env = [] } = container;
  writer.line(2, `Environment:${env.length === 0 ? '\t<none>' : ''}`);
  for (const variable of env) {
    if (variable.valueFrom) {
      const text = valueFromText(variable, container, resolve);
      if (text !== undefined) writer.line(3, `${variable.name}:\t${text}`);
    } else
      (variable.value ?? '').split('\n').forEach((line, i) => {
        writer.line(3, i === 0 ? `${variable.name}:\t${line}` : `\t${line}`);
      });
  }
}

function valueFromText(
  { valueFrom }: Frozen<EnvVar>,
  { resources }: Frozen<Container>,
  resolve: FieldResolver | undefined,
): string | undefined {
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom ?? {};
  if (fieldRef) {
    const value = resolve?.(fieldRef.fieldPath) ?? '';
    return `${value} (${fieldRef.apiVersion}:${fieldRef.fieldPath})`;
  }
  if (resourceFieldRef) {
    const [list = '', name = ''] = resourceFieldRef.resource.split('.');
    const amounts = list === 'limits' ? resources.limits : resources.requests;
    const missing = list === 'limits' ? 'node allocatable' : '0';
    return `${amounts?.[name] ?? missing} (${resourceFieldRef.resource})`;
  }
  if (secretKeyRef) {
    const { key, name, optional = false } = secretKeyRef;
    return `<set to the key '${key}' in secret '${name}'>\tOptional: ${optional}`;
  }
  if (configMapKeyRef) {
    const { key, name, optional = false } = configMapKeyRef;
    return `<set to the key '${key}' of config map '${name}'>\tOptional: ${optional}`;
  }
  return undefined;
}

function writeMounts(writer: DescribeWriter, container: Frozen<Container>): void {
  const { volumeMounts = [], volumeDevices = [] } = container;
  const none = volumeMounts.length === 0 ? '\t<none>' : '';
  writer.line(2, `Mounts:${none}`);
  const byPath = [...volumeMounts].sort((a, b) => (a.mountPath < b.mountPath ? -1 : 1));
  for (const { mountPath, name, readOnly, subPath } of byPath) {
    const flags = [readOnly ? 'ro' : 'rw', ...(subPath ? [`path=${JSON.stringify(subPath)}`] : [])];
    writer.line(3, `${mountPath} from ${name} (${flags.join(',')})`);
  }
  if (volumeDevices.length === 0) return;
  writer.line(2, `Devices:${none}`);
  const byDevice = [...volumeDevices].sort((a, b) => (a.devicePath < b.devicePath ? -1 : 1));
  for (const { devicePath, name } of byDevice) writer.line(3, `${devicePath} from ${name}`);
}
