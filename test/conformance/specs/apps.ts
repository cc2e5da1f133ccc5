import type { Area } from './area.ts';

/** The specs of [sig-apps]. */
export const apps: readonly Area[] = [
  {
    area: '[sig-apps] ControllerRevision [Serial]',
    file: 'durable-objects/controllers/daemonset/conformance.test.ts',
    specs: ['should manage the lifecycle of a ControllerRevision'],
  },
  {
    area: '[sig-apps] CronJob',
    file: 'durable-objects/controllers/cronjob/conformance.test.ts',
    specs: [
      'should not schedule jobs when suspended [Slow]',
      'should not schedule new jobs when ForbidConcurrent [Slow]',
      'should replace jobs when ReplaceConcurrent',
      'should schedule multiple jobs concurrently',
      'should support CronJob API operations',
    ],
  },
  {
    area: '[sig-apps] Daemon set [Serial]',
    file: 'durable-objects/controllers/daemonset/conformance.test.ts',
    specs: [
      'should list and delete a collection of DaemonSets',
      'should retry creating failed daemon pods',
      'should rollback without unnecessary restarts',
      'should run and stop complex daemon',
      'should run and stop simple daemon',
      'should update pod when spec was updated and update strategy is RollingUpdate',
      'should verify changes to a daemon set status',
    ],
  },
  {
    area: '[sig-apps] Deployment',
    file: 'durable-objects/controllers/deployment/conformance.test.ts',
    specs: [
      'Deployment should have a working scale subresource',
      'RecreateDeployment should delete old pods and create new ones',
      'RollingUpdateDeployment should delete old pods and create new ones',
      'deployment should delete old replica sets',
      'deployment should support proportional scaling',
      'deployment should support rollover',
      'should run the lifecycle of a Deployment',
      'should validate Deployment Status endpoints',
    ],
  },
  {
    area: '[sig-apps] DisruptionController',
    file: 'durable-objects/cluster/disruption.test.ts',
    specs: [
      [
        'Listing PodDisruptionBudgets for all namespaces should list and delete a collection of PodDisruptionBudgets',
        'should create, list and delete PodDisruptionBudgets',
      ],
      'should block an eviction until the PDB is updated to allow it',
      [
        'should create a PodDisruptionBudget',
        'should create, list and delete PodDisruptionBudgets',
      ],
      'should observe PodDisruptionBudget status updated',
      'should update/patch PodDisruptionBudget status',
    ],
  },
  {
    area: '[sig-apps] Job',
    file: 'durable-objects/controllers/job/conformance.test.ts',
    specs: [
      'should adopt matching orphans and release non-matching pods',
      'should allow to use a pod failure policy to ignore failure matching on DisruptionTarget condition',
      'should allow to use the pod failure policy on exit code to fail the job early',
      'should apply changes to a job status',
      'should create pods for an Indexed job with completion indexes and specified hostname',
      'should delete a job',
      'should execute all indexes despite some failing when using backoffLimitPerIndex',
      'should manage the lifecycle of a job',
      'should mark indexes as failed when the FailIndex action is matched in podFailurePolicy',
      'should run a job to completion when tasks sometimes fail and are locally restarted',
      'should terminate job execution when the number of failed indexes exceeds maxFailedIndexes',
    ],
  },
  {
    area: '[sig-apps] Job with successPolicy',
    file: 'durable-objects/controllers/job/conformance.test.ts',
    specs: [
      'should succeeded when all indexes succeeded',
      'succeededCount rule should succeeded even when some indexes remain pending',
      'succeededIndexes rule should succeeded even when some indexes remain pending',
    ],
  },
  {
    area: '[sig-apps] ReplicaSet',
    file: 'durable-objects/controllers/replicaset/conformance.test.ts',
    specs: [
      'Replace and Patch tests',
      'Replicaset should have a working scale subresource',
      'should adopt matching pods on creation and release no longer matching pods',
      'should list and delete a collection of ReplicaSets',
      'should serve a basic image on each replica with a public image',
      'should validate Replicaset Status endpoints',
    ],
  },
  {
    area: '[sig-apps] ReplicationController',
    file: 'durable-objects/controllers/replicaset/conformance.test.ts',
    specs: [
      'should adopt matching pods on creation',
      'should get and update a ReplicationController scale',
      'should release no longer matching pods',
      'should serve a basic image on each replica with a public image',
      'should surface a failure condition on a common issue like exceeded quota',
      'should test the lifecycle of a ReplicationController',
    ],
  },
  {
    area: '[sig-apps] StatefulSet Basic StatefulSet functionality [StatefulSetBasic]',
    file: 'durable-objects/controllers/statefulset/conformance.test.ts',
    specs: [
      'Burst scaling should run to completion even with unhealthy pods [Slow]',
      'Scaling should happen in predictable order and halt if any stateful pod is unhealthy [Slow]',
      'should have a working scale subresource',
      'should list, patch and delete a collection of StatefulSets',
      'should perform canary updates and phased rolling updates of template modifications',
      'should perform rolling updates and roll backs of template modifications',
      'should validate Statefulset Status endpoints',
    ],
  },
  {
    area: '[sig-apps] StatefulSet Basic StatefulSet functionality [StatefulSetBasic]',
    missing:
      'Kubelets reject no pod: one that asks for a host port that is taken runs all the same, and none fails in this way.',
    specs: ['Should recreate evicted statefulset'],
  },
];
