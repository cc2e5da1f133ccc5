import type { PriorityLevelConfigurationSpec, QueuingConfiguration } from './schema.ts';

/** Levels that every API server makes (k8s.io/apiserver/pkg/apis/flowcontrol/bootstrap). */

const queuing = (queues: number, handSize: number): QueuingConfiguration => ({
  queues,
  handSize,
  queueLengthLimit: 50,
});

function limited(
  nominalConcurrencyShares: number,
  lendablePercent: number,
  queues?: QueuingConfiguration,
): PriorityLevelConfigurationSpec {
  const limitResponse = queues ? { type: 'Queue', queuing: queues } : { type: 'Reject' };
  return {
    type: 'Limited',
    limited: { nominalConcurrencyShares, limitResponse, lendablePercent },
  };
}

type Specs = { readonly [name: string]: PriorityLevelConfigurationSpec | undefined };

/** Their specs can't be anything else, but for the shares of `exempt`. */
export const mandatoryPriorityLevels: Specs = {
  exempt: { type: 'Exempt', exempt: { nominalConcurrencyShares: 0, lendablePercent: 0 } },
  'catch-all': limited(5, 0),
};

/** All of them by name. */
export const bootstrapPriorityLevels: Specs = {
  ...mandatoryPriorityLevels,
  system: limited(30, 33, queuing(64, 6)),
  'node-high': limited(40, 25, queuing(64, 6)),
  'leader-election': limited(10, 0, queuing(16, 4)),
  'workload-high': limited(40, 50, queuing(128, 6)),
  'workload-low': limited(100, 90, queuing(128, 6)),
  'global-default': limited(20, 50, queuing(128, 6)),
};
