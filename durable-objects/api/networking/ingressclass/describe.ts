import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { IngressClass } from './schema.ts';

/** `kubectl describe ingressclass`. */
export const describeIngressClass: Describe<IngressClass> = (ingressClass, context) =>
  describeText((writer) => {
    const { controller, parameters } = ingressClass.spec;
    writeMetadata(writer, ingressClass, { clusterScoped: true });
    writer.field(0, 'Controller', controller);
    if (parameters) {
      writer.line(0, 'Parameters:');
      if (parameters.apiGroup !== undefined) writer.field(1, 'APIGroup', parameters.apiGroup);
      writer.field(1, 'Kind', parameters.kind);
      writer.field(1, 'Name', parameters.name);
    }
    writeEvents(writer, ingressClass, context);
  });
