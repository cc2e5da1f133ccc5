import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import { describeText, longTime } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { CSINode } from './schema.ts';

/** `kubectl describe csinode`. */
export const describeCSINode: Describe<CSINode> = (node, context) =>
  describeText((writer) => {
    writeMetadata(writer, node, { clusterScoped: true });
    writer.field(0, 'CreationTimestamp', longTime(node.metadata.creationTimestamp));
    writer.line(0, 'Spec:');
    if (node.spec.drivers.length > 0) writer.line(1, 'Drivers:');
    for (const { name, nodeID, allocatable, topologyKeys } of node.spec.drivers) {
      writer.line(2, `${name}:`);
      writer.field(3, 'Node ID', nodeID);
      if (allocatable?.count !== undefined) {
        writer.line(3, 'Allocatables:');
        writer.field(4, 'Count', allocatable.count);
      }
      if (topologyKeys) writer.field(3, 'Topology Keys', `[${topologyKeys.join(' ')}]`);
    }
    writeEvents(writer, node, context);
  });
