import {
  array,
  boolean,
  type Infer,
  int64,
  object,
  pointer,
  required,
  string,
} from '../../apimachinery/schema.ts';

export const seLinuxOptions = object('io.k8s.api.core.v1.SELinuxOptions', {
  user: string(),
  role: string(),
  type: string(),
  level: string(),
});
export type SELinuxOptions = Infer<typeof seLinuxOptions>;

export const seccompProfile = object('io.k8s.api.core.v1.SeccompProfile', {
  type: required(string()),
  localhostProfile: pointer(string()),
});
export type SeccompProfile = Infer<typeof seccompProfile>;

export const appArmorProfile = object('io.k8s.api.core.v1.AppArmorProfile', {
  type: required(string()),
  localhostProfile: pointer(string()),
});
export type AppArmorProfile = Infer<typeof appArmorProfile>;

export const windowsSecurityContextOptions = object(
  'io.k8s.api.core.v1.WindowsSecurityContextOptions',
  {
    gmsaCredentialSpecName: pointer(string()),
    gmsaCredentialSpec: pointer(string()),
    runAsUserName: pointer(string()),
    hostProcess: pointer(boolean()),
  },
);
export type WindowsSecurityContextOptions = Infer<typeof windowsSecurityContextOptions>;

export const capabilities = object('io.k8s.api.core.v1.Capabilities', {
  add: array(string(), { list: 'atomic' }),
  drop: array(string(), { list: 'atomic' }),
});
export type Capabilities = Infer<typeof capabilities>;

export const securityContext = object('io.k8s.api.core.v1.SecurityContext', {
  capabilities: capabilities,
  privileged: pointer(boolean()),
  seLinuxOptions: seLinuxOptions,
  windowsOptions: windowsSecurityContextOptions,
  runAsUser: pointer(int64()),
  runAsGroup: pointer(int64()),
  runAsNonRoot: pointer(boolean()),
  readOnlyRootFilesystem: pointer(boolean()),
  allowPrivilegeEscalation: pointer(boolean()),
  procMount: pointer(string()),
  seccompProfile: seccompProfile,
  appArmorProfile: appArmorProfile,
});
export type SecurityContext = Infer<typeof securityContext>;

export const sysctl = object('io.k8s.api.core.v1.Sysctl', {
  name: required(string()),
  value: required(string()),
});
export type Sysctl = Infer<typeof sysctl>;

export const podSecurityContext = object('io.k8s.api.core.v1.PodSecurityContext', {
  seLinuxOptions: seLinuxOptions,
  windowsOptions: windowsSecurityContextOptions,
  runAsUser: pointer(int64()),
  runAsGroup: pointer(int64()),
  runAsNonRoot: pointer(boolean()),
  supplementalGroups: array(int64(), { list: 'atomic' }),
  supplementalGroupsPolicy: pointer(string()),
  fsGroup: pointer(int64()),
  sysctls: array(sysctl, { list: 'atomic' }),
  fsGroupChangePolicy: pointer(string()),
  seccompProfile: seccompProfile,
  appArmorProfile: appArmorProfile,
  seLinuxChangePolicy: pointer(string()),
});
export type PodSecurityContext = Infer<typeof podSecurityContext>;
