import type { Area } from './area.ts';

/** The specs of [sig-scheduling]. */
export const scheduling: readonly Area[] = [
  {
    area: '[sig-scheduling] LimitRange',
    file: 'durable-objects/apiserver/admission/limit-ranger.test.ts',
    specs: [
      'should create a LimitRange with defaults and ensure pod has those defaults applied.',
      'should list, patch and delete a LimitRange by collection',
    ],
  },
  {
    area: '[sig-scheduling] SchedulerPredicates [Serial]',
    file: 'durable-objects/scheduler/conformance.test.ts',
    specs: [
      'validates resource limits of pods that are allowed to run',
      'validates that NodeSelector is respected if matching',
      'validates that NodeSelector is respected if not matching',
      'validates that there exists conflict between pods with same hostPort and protocol but one using 0.0.0.0 hostIP',
    ],
  },
  {
    area: '[sig-scheduling] SchedulerPreemption [Serial]',
    file: 'durable-objects/cluster/preemption.test.ts',
    specs: [
      'PreemptionExecutionPath runs ReplicaSets to verify preemption running path',
      'validates basic preemption works',
      'validates lower priority pod preemption by critical pod',
      'validates pod disruption condition is added to the preempted pod',
    ],
  },
  {
    area: '[sig-scheduling] SchedulerPreemption [Serial]',
    file: 'durable-objects/apiserver/admission/priority.test.ts',
    specs: [
      [
        'PriorityClass endpoints verify PriorityClass endpoints can be operated with different HTTP methods',
        'verify PriorityClass endpoints can be operated with different HTTP methods',
      ],
    ],
  },
];
