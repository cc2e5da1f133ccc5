import { internalDiff, internalJson, readInternalTypes } from '../../apimachinery/internal-form.ts';
import { canonical, type Frozen } from '../../lib/json.ts';
import type { PersistentVolumeClaimSpec } from './claim.ts';
import type { PodSpec, PodTemplateSpec } from './pod-spec.ts';

/** What changed in a pod's spec, as upstream's error shows it. */
export function podSpecDiff(before: Frozen<PodSpec>, after: Frozen<PodSpec>): string {
  return internalDiff(types, 'PodSpec', withHostFields(before), withHostFields(after));
}

/** A template as upstream's errors show it: its metadata is embedded. */
export function podTemplateJson({ metadata, spec }: Frozen<PodTemplateSpec>): string {
  const own = canonical(metadata).slice(1, -1);
  const rest = `"Spec":${internalJson(types, 'PodSpec', withHostFields(spec))}`;
  return `{${own === '' ? '' : `${own},`}${rest}}`;
}

/** What changed in a claim's spec. */
export function claimSpecDiff(
  before: Frozen<PersistentVolumeClaimSpec>,
  after: Frozen<PersistentVolumeClaimSpec>,
): string {
  return internalDiff(types, 'PersistentVolumeClaimSpec', before, after);
}

/** What changed in a volume's source. */
export function volumeSourceDiff(before: object, after: object): string {
  return internalDiff(types, 'PersistentVolumeSource', before, after);
}

/** Internally, what a pod shares with its host is part of the security context. */
function withHostFields(spec: Frozen<PodSpec>): object {
  const { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers } = spec;
  const host = { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers };
  return { ...spec, securityContext: { ...host, ...spec.securityContext } };
}

/** Members of pkg/apis/core's structs in their order, which is the order in which they are shown. */
const types = readInternalTypes(`
PodSpec: Volumes []Volume, InitContainers []Container, Containers []Container, EphemeralContainers []EphemeralContainer, RestartPolicy string, TerminationGracePeriodSeconds *int, ActiveDeadlineSeconds *int, DNSPolicy=dnsPolicy string, NodeSelector any, ServiceAccountName string, AutomountServiceAccountToken *bool, NodeName string, SecurityContext *PodSecurityContext, ImagePullSecrets []LocalObjectReference, Hostname string, Subdomain string, SetHostnameAsFQDN *bool, Affinity any, SchedulerName string, Tolerations []Toleration, HostAliases []HostAlias, PriorityClassName string, Priority *int, PreemptionPolicy *string, DNSConfig=dnsConfig *PodDNSConfig, ReadinessGates []ReadinessGate, RuntimeClassName *string, Overhead any, EnableServiceLinks *bool, TopologySpreadConstraints []TopologySpreadConstraint, OS=os *Named, SchedulingGates []Named, ResourceClaims []PodResourceClaim, Resources *ResourceRequirements, HostnameOverride *string, SchedulingGroup any
PodSecurityContext: HostNetwork bool, HostPID bool, HostIPC bool, ShareProcessNamespace *bool, HostUsers *bool, SELinuxOptions=seLinuxOptions *SELinuxOptions, WindowsOptions any, RunAsUser *int, RunAsGroup *int, RunAsNonRoot *bool, SupplementalGroups []int, SupplementalGroupsPolicy *string, FSGroup=fsGroup *int, FSGroupChangePolicy=fsGroupChangePolicy *string, Sysctls []Sysctl, SeccompProfile *Profile, AppArmorProfile *Profile, SELinuxChangePolicy=seLinuxChangePolicy *string
SELinuxOptions: User string, Role string, Type string, Level string
Profile: Type string, LocalhostProfile *string
Sysctl: Name string, Value string
Container: Name string, Image string, Command []string, Args []string, WorkingDir string, Ports []ContainerPort, EnvFrom []EnvFromSource, Env []EnvVar, Resources ResourceRequirements, ResizePolicy []ContainerResizePolicy, RestartPolicy *string, RestartPolicyRules []any, VolumeMounts []VolumeMount, VolumeDevices []VolumeDevice, LivenessProbe *Probe, ReadinessProbe *Probe, StartupProbe *Probe, Lifecycle *Lifecycle, TerminationMessagePath string, TerminationMessagePolicy string, ImagePullPolicy string, SecurityContext *SecurityContext, Stdin bool, StdinOnce bool, TTY=tty bool
EphemeralContainer: Name string, Image string, Command []string, Args []string, WorkingDir string, Ports []ContainerPort, EnvFrom []EnvFromSource, Env []EnvVar, Resources ResourceRequirements, ResizePolicy []ContainerResizePolicy, RestartPolicy *string, RestartPolicyRules []any, VolumeMounts []VolumeMount, VolumeDevices []VolumeDevice, LivenessProbe *Probe, ReadinessProbe *Probe, StartupProbe *Probe, Lifecycle *Lifecycle, TerminationMessagePath string, TerminationMessagePolicy string, ImagePullPolicy string, SecurityContext *SecurityContext, Stdin bool, StdinOnce bool, TTY=tty bool, TargetContainerName string
ContainerPort: Name string, HostPort int, ContainerPort int, Protocol string, HostIP string
EnvFromSource: Prefix string, ConfigMapRef *OptionalReference, SecretRef *OptionalReference
OptionalReference: Name string, Optional *bool
EnvVar: Name string, Value string, ValueFrom *EnvVarSource
EnvVarSource: FieldRef *ObjectFieldSelector, ResourceFieldRef *ResourceFieldSelector, ConfigMapKeyRef *KeySelector, SecretKeyRef *KeySelector, FileKeyRef any
ObjectFieldSelector: APIVersion=apiVersion string, FieldPath string
ResourceFieldSelector: ContainerName string, Resource string, Divisor string
KeySelector: Name string, Key string, Optional *bool
ResourceRequirements: Limits any, Requests any, Claims []ResourceClaim
ResourceClaim: Name string, Request string
ContainerResizePolicy: ResourceName string, RestartPolicy string
VolumeMount: Name string, ReadOnly bool, RecursiveReadOnly *string, MountPath string, SubPath string, MountPropagation *string, SubPathExpr string
VolumeDevice: Name string, DevicePath string
Probe: Exec *ExecAction, HTTPGet=httpGet *HTTPGetAction, TCPSocket=tcpSocket *TCPSocketAction, GRPC=grpc *GRPCAction, InitialDelaySeconds int, TimeoutSeconds int, PeriodSeconds int, SuccessThreshold int, FailureThreshold int, TerminationGracePeriodSeconds *int
ExecAction: Command []string
HTTPGetAction: Path string, Port any, Host string, Scheme string, HTTPHeaders=httpHeaders []Sysctl
TCPSocketAction: Port any, Host string
GRPCAction: Port int, Service *string
Lifecycle: PostStart *LifecycleHandler, PreStop *LifecycleHandler, StopSignal *string
LifecycleHandler: Exec *ExecAction, HTTPGet=httpGet *HTTPGetAction, TCPSocket=tcpSocket *TCPSocketAction, Sleep *SleepAction
SleepAction: Seconds int
SecurityContext: Capabilities *Capabilities, Privileged *bool, SELinuxOptions=seLinuxOptions *SELinuxOptions, WindowsOptions any, RunAsUser *int, RunAsGroup *int, RunAsNonRoot *bool, ReadOnlyRootFilesystem *bool, AllowPrivilegeEscalation *bool, ProcMount *string, SeccompProfile *Profile, AppArmorProfile *Profile
Capabilities: Add []string, Drop []string
LocalObjectReference: Name string
Named: Name string
Toleration: Key string, Operator string, Value string, Effect string, TolerationSeconds *int
HostAlias: IP=ip string, Hostnames []string
PodDNSConfig: Nameservers []string, Searches []string, Options []PodDNSConfigOption
PodDNSConfigOption: Name string, Value *string
ReadinessGate: ConditionType string
TopologySpreadConstraint: MaxSkew int, TopologyKey string, WhenUnsatisfiable string, LabelSelector any, MinDomains *int, NodeAffinityPolicy *string, NodeTaintsPolicy *string, MatchLabelKeys []string
PodResourceClaim: Name string, ResourceClaimName *string, ResourceClaimTemplateName *string
Volume: Name string, HostPath *HostPath, EmptyDir *EmptyDir, GCEPersistentDisk=gcePersistentDisk any, AWSElasticBlockStore=awsElasticBlockStore any, GitRepo *GitRepo, Secret *SecretVolume, NFS=nfs *NFS, ISCSI=iscsi any, Glusterfs any, PersistentVolumeClaim *ClaimVolume, RBD=rbd any, Quobyte any, FlexVolume any, Cinder any, CephFS=cephfs any, Flocker any, DownwardAPI *DownwardAPIVolume, FC=fc any, AzureFile any, ConfigMap *ConfigMapVolume, VsphereVolume any, AzureDisk any, PhotonPersistentDisk any, Projected *ProjectedVolume, PortworxVolume any, ScaleIO any, StorageOS=storageos any, CSI=csi *CSIVolume, Ephemeral any, Image *ImageVolume
HostPath: Path string, Type *string
EmptyDir: Medium string, SizeLimit *string
GitRepo: Repository string, Revision string, Directory string
SecretVolume: SecretName string, Items []KeyToPath, DefaultMode *int, Optional *bool
ConfigMapVolume: Name string, Items []KeyToPath, DefaultMode *int, Optional *bool
KeyToPath: Key string, Path string, Mode *int
NFS: Server string, Path string, ReadOnly bool
ClaimVolume: ClaimName string, ReadOnly bool
DownwardAPIVolume: Items []DownwardAPIFile, DefaultMode *int
DownwardAPIFile: Path string, FieldRef *ObjectFieldSelector, ResourceFieldRef *ResourceFieldSelector, Mode *int
ProjectedVolume: Sources []VolumeProjection, DefaultMode *int
VolumeProjection: Secret *KeyProjection, DownwardAPI *DownwardAPIProjection, ConfigMap *KeyProjection, ServiceAccountToken *TokenProjection, ClusterTrustBundle any, PodCertificate any
KeyProjection: Name string, Items []KeyToPath, Optional *bool
DownwardAPIProjection: Items []DownwardAPIFile
TokenProjection: Audience string, ExpirationSeconds int, Path string
CSIVolume: Driver string, ReadOnly *bool, FSType=fsType *string, VolumeAttributes any, NodePublishSecretRef *LocalObjectReference
ImageVolume: Reference string, PullPolicy string
PersistentVolumeClaimSpec: AccessModes []string, Selector any, Resources VolumeResources, VolumeName string, StorageClassName *string, VolumeMode *string, DataSource *DataSource, DataSourceRef *DataSourceRef, VolumeAttributesClassName *string
VolumeResources: Limits any, Requests any
DataSource: APIGroup=apiGroup *string, Kind string, Name string
DataSourceRef: APIGroup=apiGroup *string, Kind string, Name string, Namespace *string
PersistentVolumeSource: GCEPersistentDisk=gcePersistentDisk any, AWSElasticBlockStore=awsElasticBlockStore any, HostPath *HostPath, Glusterfs any, NFS=nfs *NFS, RBD=rbd any, Quobyte any, ISCSI=iscsi any, FlexVolume any, Cinder any, CephFS=cephfs any, FC=fc any, Flocker any, AzureFile any, VsphereVolume any, AzureDisk any, PhotonPersistentDisk any, PortworxVolume any, ScaleIO any, Local *LocalVolume, StorageOS=storageos any, CSI=csi *CSISource
LocalVolume: Path string, FSType=fsType *string
CSISource: Driver string, VolumeHandle string, ReadOnly bool, FSType=fsType string, VolumeAttributes any, ControllerPublishSecretRef any, NodeStageSecretRef any, NodePublishSecretRef any, ControllerExpandSecretRef any, NodeExpandSecretRef any
`);
