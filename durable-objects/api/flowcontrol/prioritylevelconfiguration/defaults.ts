import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type PriorityLevelConfiguration, priorityLevelConfigurationSchema } from './schema.ts';

/** Defaults of pkg/apis/flowcontrol/v1. */
export function setPriorityLevelDefaults(draft: PriorityLevelConfiguration): void {
  fillZeroValues(priorityLevelConfigurationSchema, draft);
  const { limited, exempt } = draft.spec;
  if (limited) {
    limited.nominalConcurrencyShares ??= 30;
    limited.lendablePercent ??= 0;
  }
  if (exempt) {
    exempt.nominalConcurrencyShares ??= 0;
    exempt.lendablePercent ??= 0;
  }
  const queuing = limited?.limitResponse.queuing;
  if (!queuing) return;
  queuing.queues ||= 64;
  queuing.handSize ||= 8;
  queuing.queueLengthLimit ||= 50;
}
