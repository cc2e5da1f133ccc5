import type { Resource } from '../apimachinery/resource.ts';
import { mutatingAdmissionPolicies } from './admissionregistration/mutatingadmissionpolicy/resource.ts';
import { mutatingAdmissionPolicyBindings } from './admissionregistration/mutatingadmissionpolicybinding/resource.ts';
import { mutatingWebhookConfigurations } from './admissionregistration/mutatingwebhookconfiguration/resource.ts';
import { validatingAdmissionPolicies } from './admissionregistration/validatingadmissionpolicy/resource.ts';
import { validatingAdmissionPolicyBindings } from './admissionregistration/validatingadmissionpolicybinding/resource.ts';
import { validatingWebhookConfigurations } from './admissionregistration/validatingwebhookconfiguration/resource.ts';
import { customResourceDefinitions } from './apiextensions/customresourcedefinition/resource.ts';
import { apiServices } from './apiregistration/apiservice/resource.ts';
import { controllerRevisions } from './apps/controllerrevision/resource.ts';
import { daemonSets } from './apps/daemonset/resource.ts';
import { deployments } from './apps/deployment/resource.ts';
import { replicaSets } from './apps/replicaset/resource.ts';
import { statefulSets } from './apps/statefulset/resource.ts';
import { horizontalPodAutoscalers } from './autoscaling/horizontalpodautoscaler/resource.ts';
import { cronJobs } from './batch/cronjob/resource.ts';
import { jobs } from './batch/job/resource.ts';
import { certificateSigningRequests } from './certificates/certificatesigningrequest/resource.ts';
import { leases } from './coordination/lease/resource.ts';
import { componentStatuses } from './core/componentstatus/resource.ts';
import { configMaps } from './core/configmap/resource.ts';
import { endpoints } from './core/endpoints/resource.ts';
import { events } from './core/event/resource.ts';
import { limitRanges } from './core/limitrange/resource.ts';
import { namespaces } from './core/namespace/resource.ts';
import { nodes } from './core/node/resource.ts';
import { persistentVolumes } from './core/persistentvolume/resource.ts';
import { persistentVolumeClaims } from './core/persistentvolumeclaim/resource.ts';
import { pods } from './core/pod/resource.ts';
import { podTemplates } from './core/podtemplate/resource.ts';
import { replicationControllers } from './core/replicationcontroller/resource.ts';
import { resourceQuotas } from './core/resourcequota/resource.ts';
import { secrets } from './core/secret/resource.ts';
import { services } from './core/service/resource.ts';
import { serviceAccounts } from './core/serviceaccount/resource.ts';
import { endpointSlices } from './discovery/endpointslice/resource.ts';
import { flowSchemas } from './flowcontrol/flowschema/resource.ts';
import { priorityLevelConfigurations } from './flowcontrol/prioritylevelconfiguration/resource.ts';
import { tasks } from './labset/task/resource.ts';
import { nodeMetrics } from './metrics/nodemetrics/resource.ts';
import { podMetrics } from './metrics/podmetrics/resource.ts';
import { ingresses } from './networking/ingress/resource.ts';
import { ingressClasses } from './networking/ingressclass/resource.ts';
import { ipAddresses } from './networking/ipaddress/resource.ts';
import { networkPolicies } from './networking/networkpolicy/resource.ts';
import { serviceCIDRs } from './networking/servicecidr/resource.ts';
import { runtimeClasses } from './node/runtimeclass/resource.ts';
import { podDisruptionBudgets } from './policy/poddisruptionbudget/resource.ts';
import { clusterRoles } from './rbac/clusterrole/resource.ts';
import { clusterRoleBindings } from './rbac/clusterrolebinding/resource.ts';
import { roles } from './rbac/role/resource.ts';
import { roleBindings } from './rbac/rolebinding/resource.ts';
import { deviceClasses } from './resource/deviceclass/resource.ts';
import { resourceClaims } from './resource/resourceclaim/resource.ts';
import { resourceClaimTemplates } from './resource/resourceclaimtemplate/resource.ts';
import { resourceSlices } from './resource/resourceslice/resource.ts';
import { priorityClasses } from './scheduling/priorityclass/resource.ts';
import { csiDrivers } from './storage/csidriver/resource.ts';
import { csiNodes } from './storage/csinode/resource.ts';
import { csiStorageCapacities } from './storage/csistoragecapacity/resource.ts';
import { storageClasses } from './storage/storageclass/resource.ts';
import { volumeAttachments } from './storage/volumeattachment/resource.ts';
import { volumeAttributesClasses } from './storage/volumeattributesclass/resource.ts';

export type { ValidatingAdmissionPolicy } from './admissionregistration/validatingadmissionpolicy/schema.ts';
export type { CustomResourceDefinition } from './apiextensions/customresourcedefinition/schema.ts';
export type { APIService } from './apiregistration/apiservice/schema.ts';
export type { ControllerRevision } from './apps/controllerrevision/schema.ts';
export type { DaemonSet, DaemonSetSpec, DaemonSetStatus } from './apps/daemonset/schema.ts';
export type {
  Deployment,
  DeploymentCondition,
  DeploymentSpec,
  DeploymentStatus,
} from './apps/deployment/schema.ts';
export type {
  ReplicaSet,
  ReplicaSetCondition,
  ReplicaSetSpec,
  ReplicaSetStatus,
} from './apps/replicaset/schema.ts';
export type {
  StatefulSet,
  StatefulSetCondition,
  StatefulSetSpec,
  StatefulSetStatus,
  StatefulSetUpdateStrategy,
} from './apps/statefulset/schema.ts';
export type {
  CrossVersionObjectReference,
  MetricSpec,
  MetricStatus,
} from './autoscaling/horizontalpodautoscaler/metrics-schema.ts';
export type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerCondition,
  HorizontalPodAutoscalerSpec,
  HorizontalPodAutoscalerStatus,
  HPAScalingPolicy,
  HPAScalingRules,
} from './autoscaling/horizontalpodautoscaler/schema.ts';
export type { CronJob, CronJobSpec, CronJobStatus } from './batch/cronjob/schema.ts';
export type { Job, JobCondition, JobStatus } from './batch/job/schema.ts';
export type { JobSpec } from './batch/job-spec.ts';
export type { CertificateSigningRequest } from './certificates/certificatesigningrequest/schema.ts';
export type { Lease, LeaseSpec } from './coordination/lease/schema.ts';
export type { ComponentStatus } from './core/componentstatus/schema.ts';
export type { ConfigMap } from './core/configmap/schema.ts';
export type { EndpointAddress, EndpointSubset, Endpoints } from './core/endpoints/schema.ts';
export type { Event, EventSource } from './core/event/schema.ts';
export type { LimitRange, LimitRangeItem } from './core/limitrange/schema.ts';
export type {
  Namespace,
  NamespaceCondition,
  NamespaceSpec,
  NamespaceStatus,
} from './core/namespace/schema.ts';
export type {
  Node,
  NodeAddress,
  NodeCondition,
  NodeSpec,
  NodeStatus,
  NodeSystemInfo,
  Taint,
} from './core/node/schema.ts';
export type {
  PersistentVolume,
  PersistentVolumeStatus,
} from './core/persistentvolume/schema.ts';
export type {
  PersistentVolumeClaim,
  PersistentVolumeClaimCondition,
  PersistentVolumeClaimSpec,
  PersistentVolumeClaimStatus,
} from './core/persistentvolumeclaim/schema.ts';
export type {
  ContainerState,
  ContainerStateRunning,
  ContainerStateTerminated,
  ContainerStateWaiting,
  ContainerStatus,
  Pod,
  PodCondition,
  PodIP,
  PodStatus,
} from './core/pod/schema.ts';
export type { PodTemplate } from './core/podtemplate/schema.ts';
export type {
  ReplicationController,
  ReplicationControllerCondition,
  ReplicationControllerSpec,
  ReplicationControllerStatus,
} from './core/replicationcontroller/schema.ts';
export type {
  ResourceQuota,
  ResourceQuotaSpec,
  ResourceQuotaStatus,
  ScopedResourceSelectorRequirement,
} from './core/resourcequota/schema.ts';
export type { Secret } from './core/secret/schema.ts';
export type { Service, ServicePort, ServiceSpec, ServiceStatus } from './core/service/schema.ts';
export type { ServiceAccount } from './core/serviceaccount/schema.ts';
export type {
  Endpoint,
  EndpointConditions,
  EndpointSlice,
} from './discovery/endpointslice/schema.ts';
export type { FlowSchema } from './flowcontrol/flowschema/schema.ts';
export type { PriorityLevelConfiguration } from './flowcontrol/prioritylevelconfiguration/schema.ts';
export type { Task, TaskHint, TaskSpec, TaskStatus } from './labset/task/schema.ts';
export type { NodeMetrics } from './metrics/nodemetrics/resource.ts';
export type { PodMetrics } from './metrics/podmetrics/resource.ts';
export type { Ingress } from './networking/ingress/schema.ts';
export type { IngressClass } from './networking/ingressclass/schema.ts';
export type { IPAddress } from './networking/ipaddress/schema.ts';
export type { NetworkPolicy } from './networking/networkpolicy/schema.ts';
export type { ServiceCIDR } from './networking/servicecidr/schema.ts';
export type { RuntimeClass } from './node/runtimeclass/schema.ts';
export type {
  Affinity,
  NodeAffinity,
  PodAffinity,
  PodAffinityTerm,
  PodAntiAffinity,
  Toleration,
  TopologySpreadConstraint,
} from './pod-template/affinity.ts';
export type { Condition } from './pod-template/condition.ts';
export type {
  Container,
  ContainerPort,
  EphemeralContainer,
  VolumeDevice,
  VolumeMount,
} from './pod-template/container.ts';
export type { EnvFromSource, EnvVar, EnvVarSource } from './pod-template/environment.ts';
export type { LabelSelector, LabelSelectorRequirement } from './pod-template/label-selector.ts';
export type { PersistentVolumeSpec } from './pod-template/persistent-volume-spec.ts';
export type { PodSpec, PodTemplateSpec } from './pod-template/pod-spec.ts';
export type {
  ExecAction,
  HTTPGetAction,
  Lifecycle,
  LifecycleHandler,
  Probe,
  TCPSocketAction,
} from './pod-template/probe.ts';
export type { LocalObjectReference, ObjectReference } from './pod-template/reference.ts';
export type { ResourceRequirements } from './pod-template/resources.ts';
export type { PodSecurityContext, SecurityContext } from './pod-template/security.ts';
export type {
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
} from './pod-template/selector.ts';
export type { TemplateMeta } from './pod-template/template-meta.ts';
export type { Volume } from './pod-template/volume.ts';
export type {
  PodDisruptionBudget,
  PodDisruptionBudgetSpec,
  PodDisruptionBudgetStatus,
} from './policy/poddisruptionbudget/schema.ts';
export { aggregatedRules } from './rbac/aggregation.ts';
export type { ClusterRole } from './rbac/clusterrole/schema.ts';
export type { ClusterRoleBinding } from './rbac/clusterrolebinding/schema.ts';
export type { PolicyRule } from './rbac/policy-rule.ts';
export type { Role } from './rbac/role/schema.ts';
export type { RoleBinding } from './rbac/rolebinding/schema.ts';
export { breakdownRule, compactRules } from './rbac/rules.ts';
export type { RoleRef, Subject } from './rbac/subject.ts';
export { rbacGroup } from './rbac/subject.ts';
export type { DeviceClass } from './resource/deviceclass/schema.ts';
export type { ResourceClaim } from './resource/resourceclaim/schema.ts';
export type { ResourceClaimTemplate } from './resource/resourceclaimtemplate/schema.ts';
export type { ResourceSlice } from './resource/resourceslice/schema.ts';
export type { PriorityClass } from './scheduling/priorityclass/schema.ts';
export { systemPriorityClasses } from './scheduling/priorityclass/system-classes.ts';
export type { CSIDriver } from './storage/csidriver/schema.ts';
export type { CSINode } from './storage/csinode/schema.ts';
export type { CSIStorageCapacity } from './storage/csistoragecapacity/schema.ts';
export type { StorageClass } from './storage/storageclass/schema.ts';
export type { VolumeAttachment } from './storage/volumeattachment/schema.ts';
export type { VolumeAttributesClass } from './storage/volumeattributesclass/schema.ts';

export {
  apiServices,
  certificateSigningRequests,
  clusterRoleBindings,
  clusterRoles,
  componentStatuses,
  configMaps,
  controllerRevisions,
  cronJobs,
  csiDrivers,
  csiNodes,
  csiStorageCapacities,
  customResourceDefinitions,
  daemonSets,
  deployments,
  deviceClasses,
  endpointSlices,
  endpoints,
  events,
  flowSchemas,
  horizontalPodAutoscalers,
  ingressClasses,
  ingresses,
  ipAddresses,
  jobs,
  leases,
  limitRanges,
  namespaces,
  networkPolicies,
  nodeMetrics,
  nodes,
  persistentVolumeClaims,
  persistentVolumes,
  podDisruptionBudgets,
  podMetrics,
  pods,
  podTemplates,
  priorityClasses,
  priorityLevelConfigurations,
  replicaSets,
  replicationControllers,
  resourceClaims,
  resourceClaimTemplates,
  resourceQuotas,
  resourceSlices,
  roleBindings,
  roles,
  runtimeClasses,
  secrets,
  serviceAccounts,
  serviceCIDRs,
  services,
  statefulSets,
  storageClasses,
  tasks,
  validatingAdmissionPolicies,
  volumeAttachments,
  volumeAttributesClasses,
};

/** Every kind that the API serves, in the order in which discovery lists them. */
export const allResources: readonly Resource[] = [
  namespaces,
  nodes,
  pods,
  replicationControllers,
  podTemplates,
  services,
  endpoints,
  configMaps,
  secrets,
  serviceAccounts,
  persistentVolumes,
  persistentVolumeClaims,
  events,
  limitRanges,
  resourceQuotas,
  statefulSets,
  deployments,
  replicaSets,
  controllerRevisions,
  daemonSets,
  jobs,
  cronJobs,
  endpointSlices,
  storageClasses,
  ingresses,
  ingressClasses,
  networkPolicies,
  ipAddresses,
  serviceCIDRs,
  csiDrivers,
  csiNodes,
  csiStorageCapacities,
  volumeAttachments,
  volumeAttributesClasses,
  runtimeClasses,
  flowSchemas,
  priorityLevelConfigurations,
  deviceClasses,
  resourceClaims,
  resourceClaimTemplates,
  resourceSlices,
  apiServices,
  componentStatuses,
  certificateSigningRequests,
  leases,
  horizontalPodAutoscalers,
  podDisruptionBudgets,
  priorityClasses,
  clusterRoleBindings,
  clusterRoles,
  roleBindings,
  roles,
  mutatingAdmissionPolicies,
  mutatingAdmissionPolicyBindings,
  mutatingWebhookConfigurations,
  validatingAdmissionPolicies,
  validatingAdmissionPolicyBindings,
  validatingWebhookConfigurations,
  customResourceDefinitions,
  nodeMetrics,
  podMetrics,
  tasks,
];
