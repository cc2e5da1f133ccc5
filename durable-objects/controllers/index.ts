import type { Controller } from '../control/controller.ts';
import type { UsageSource } from '../control/usage.ts';
import type { ServedResources } from '../storage/store.ts';
import { apiServiceController } from './apiservice/controller.ts';
import { clusterRoleAggregationController } from './clusterroleaggregation/controller.ts';
import { cronJobController } from './cronjob/controller.ts';
import { createDefinitionController } from './customresourcedefinition/controller.ts';
import { daemonSetController } from './daemonset/controller.ts';
import { deploymentController } from './deployment/controller.ts';
import { createDisruptionController } from './disruption/controller.ts';
import { endpointsController } from './endpoints/controller.ts';
import { endpointSliceController } from './endpointslice/controller.ts';
import { flowControlController } from './flowcontrol/controller.ts';
import { createGarbageCollector } from './garbagecollector/controller.ts';
import { ipAllocator } from './ipallocator/controller.ts';
import { jobController } from './job/controller.ts';
import { orphanPodController } from './job/orphans.ts';
import { createNamespaceController } from './namespace/controller.ts';
import { nodeLifecycleController } from './nodelifecycle/controller.ts';
import { createHorizontalPodAutoscalerController } from './podautoscaler/controller.ts';
import { podGarbageCollector } from './podgc/controller.ts';
import { replicaSetController, replicationControllerController } from './replicaset/controller.ts';
import { createResourceQuotaController } from './resourcequota/controller.ts';
import { rootCACertPublisher } from './root-ca-cert-publisher/controller.ts';
import { serviceAccountController } from './serviceaccount/controller.ts';
import { serviceAccountTokenController } from './serviceaccount-token/controller.ts';
import { serviceCIDRController } from './servicecidrs/controller.ts';
import { statefulSetController } from './statefulset/controller.ts';
import { ttlAfterFinishedController } from './ttlafterfinished/controller.ts';
import { createPolicyStatusController } from './validatingadmissionpolicystatus/controller.ts';

/** What kube-controller-manager runs, over everything that the API serves. */
export function createControllers(
  resources: ServedResources,
  usage: UsageSource,
): readonly Controller[] {
  return [
    createDefinitionController(resources),
    createNamespaceController(resources),
    // Before whoever makes objects anew: what they replace must not be held against them.
    createResourceQuotaController(resources),
    serviceAccountController,
    serviceAccountTokenController,
    rootCACertPublisher,
    clusterRoleAggregationController,
    deploymentController,
    replicaSetController,
    replicationControllerController,
    statefulSetController,
    daemonSetController,
    jobController,
    orphanPodController,
    ttlAfterFinishedController,
    cronJobController,
    endpointSliceController,
    endpointsController,
    createDisruptionController(resources),
    createHorizontalPodAutoscalerController(resources, usage),
    nodeLifecycleController,
    podGarbageCollector,
    flowControlController,
    createPolicyStatusController(resources),
    ipAllocator,
    serviceCIDRController,
    apiServiceController,
    createGarbageCollector(resources),
  ];
}
