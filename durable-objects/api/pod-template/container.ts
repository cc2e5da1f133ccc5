import {
  array,
  boolean,
  type Infer,
  int32,
  object,
  pointer,
  present,
  required,
  string,
} from '../../apimachinery/schema.ts';
import { envFromSource, envVar } from './environment.ts';
import { lifecycle, probe } from './probe.ts';
import { containerResizePolicy, resourceRequirements } from './resources.ts';
import { securityContext } from './security.ts';

export const containerPort = object('io.k8s.api.core.v1.ContainerPort', {
  name: string(),
  hostPort: int32(),
  containerPort: required(int32()),
  protocol: present(string()),
  hostIP: string(),
});
export type ContainerPort = Infer<typeof containerPort>;

export const volumeMount = object('io.k8s.api.core.v1.VolumeMount', {
  name: required(string()),
  readOnly: boolean(),
  recursiveReadOnly: pointer(string()),
  mountPath: required(string()),
  subPath: string(),
  mountPropagation: pointer(string()),
  subPathExpr: string(),
});
export type VolumeMount = Infer<typeof volumeMount>;

export const volumeDevice = object('io.k8s.api.core.v1.VolumeDevice', {
  name: required(string()),
  devicePath: required(string()),
});
export type VolumeDevice = Infer<typeof volumeDevice>;

export const containerRestartRuleOnExitCodes = object(
  'io.k8s.api.core.v1.ContainerRestartRuleOnExitCodes',
  {
    operator: required(string()),
    values: array(int32(), { list: 'set' }),
  },
);
export type ContainerRestartRuleOnExitCodes = Infer<typeof containerRestartRuleOnExitCodes>;

export const containerRestartRule = object('io.k8s.api.core.v1.ContainerRestartRule', {
  action: required(string()),
  exitCodes: containerRestartRuleOnExitCodes,
});
export type ContainerRestartRule = Infer<typeof containerRestartRule>;

/** What all containers have; ephemeral ones may set only some of it, which validation says. */
const containerFields = {
  name: required(string()),
  image: present(string()),
  command: array(string(), { list: 'atomic' }),
  args: array(string(), { list: 'atomic' }),
  workingDir: string(),
  ports: array(containerPort, {
    patch: 'merge',
    mergeKey: 'containerPort',
    list: 'map',
    mapKeys: ['containerPort', 'protocol'],
    keyDefaults: { protocol: 'TCP' },
  }),
  envFrom: array(envFromSource, { list: 'atomic' }),
  env: array(envVar, { patch: 'merge', mergeKey: 'name', list: 'map', mapKeys: ['name'] }),
  resources: present(resourceRequirements),
  resizePolicy: array(containerResizePolicy, { list: 'atomic' }),
  restartPolicy: pointer(string()),
  restartPolicyRules: array(containerRestartRule, { list: 'atomic' }),
  volumeMounts: array(volumeMount, {
    patch: 'merge',
    mergeKey: 'mountPath',
    list: 'map',
    mapKeys: ['mountPath'],
  }),
  volumeDevices: array(volumeDevice, {
    patch: 'merge',
    mergeKey: 'devicePath',
    list: 'map',
    mapKeys: ['devicePath'],
  }),
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  lifecycle: lifecycle,
  terminationMessagePath: present(string()),
  terminationMessagePolicy: present(string()),
  imagePullPolicy: present(string()),
  securityContext: securityContext,
  stdin: boolean(),
  stdinOnce: boolean(),
  tty: boolean(),
} as const;

export const container = object('io.k8s.api.core.v1.Container', containerFields);
export type Container = Infer<typeof container>;

export const ephemeralContainer = object('io.k8s.api.core.v1.EphemeralContainer', {
  ...containerFields,
  targetContainerName: string(),
});
export type EphemeralContainer = Infer<typeof ephemeralContainer>;
