import {
  array,
  type Infer,
  int32,
  int64,
  intOrString,
  object,
  pointer,
  present,
  required,
  string,
} from '../../apimachinery/schema.ts';

export const execAction = object('io.k8s.api.core.v1.ExecAction', {
  command: array(string(), { list: 'atomic' }),
});
export type ExecAction = Infer<typeof execAction>;

export const httpHeader = object('io.k8s.api.core.v1.HTTPHeader', {
  name: required(string()),
  value: required(string()),
});
export type HTTPHeader = Infer<typeof httpHeader>;

export const httpGetAction = object('io.k8s.api.core.v1.HTTPGetAction', {
  path: present(string()),
  port: required(intOrString()),
  host: string(),
  scheme: present(string()),
  httpHeaders: array(httpHeader, { list: 'atomic' }),
});
export type HTTPGetAction = Infer<typeof httpGetAction>;

export const tcpSocketAction = object('io.k8s.api.core.v1.TCPSocketAction', {
  port: required(intOrString()),
  host: string(),
});
export type TCPSocketAction = Infer<typeof tcpSocketAction>;

export const grpcAction = object('io.k8s.api.core.v1.GRPCAction', {
  port: required(int32()),
  service: present(pointer(string())),
});
export type GRPCAction = Infer<typeof grpcAction>;

export const sleepAction = object('io.k8s.api.core.v1.SleepAction', {
  seconds: required(int64()),
});
export type SleepAction = Infer<typeof sleepAction>;

export const probe = object('io.k8s.api.core.v1.Probe', {
  exec: execAction,
  httpGet: httpGetAction,
  tcpSocket: tcpSocketAction,
  grpc: grpcAction,
  initialDelaySeconds: int32(),
  timeoutSeconds: present(int32()),
  periodSeconds: present(int32()),
  successThreshold: present(int32()),
  failureThreshold: present(int32()),
  terminationGracePeriodSeconds: pointer(int64()),
});
export type Probe = Infer<typeof probe>;

export const lifecycleHandler = object('io.k8s.api.core.v1.LifecycleHandler', {
  exec: execAction,
  httpGet: httpGetAction,
  tcpSocket: tcpSocketAction,
  sleep: sleepAction,
});
export type LifecycleHandler = Infer<typeof lifecycleHandler>;

export const lifecycle = object('io.k8s.api.core.v1.Lifecycle', {
  postStart: lifecycleHandler,
  preStop: lifecycleHandler,
  stopSignal: pointer(string()),
});
export type Lifecycle = Infer<typeof lifecycle>;
