import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { PodDisruptionBudget } from './schema.ts';

/** `kubectl describe poddisruptionbudget`. */
export const describePodDisruptionBudget: Describe<PodDisruptionBudget> = (budget, context) =>
  describeText((writer) => {
    const { metadata, spec, status } = budget;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Namespace', metadata.namespace);
    if (spec.minAvailable !== undefined) writer.field(0, 'Min available', spec.minAvailable);
    else if (spec.maxUnavailable !== undefined)
      writer.field(0, 'Max unavailable', spec.maxUnavailable);
    writer.field(
      0,
      'Selector',
      spec.selector ? selectorText(spec.selector) || '<none>' : '<unset>',
    );
    writer.line(0, 'Status:');
    writer.field(2, 'Allowed disruptions', status.disruptionsAllowed);
    writer.field(2, 'Current', status.currentHealthy);
    writer.field(2, 'Desired', status.desiredHealthy);
    writer.field(2, 'Total', status.expectedPods);
    writeEvents(writer, budget, context);
  });
