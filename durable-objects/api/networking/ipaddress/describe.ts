import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { IPAddress } from './schema.ts';

/** `kubectl describe ipaddress`. */
export const describeIPAddress: Describe<IPAddress> = (address, context) =>
  describeText((writer) => {
    writeMetadata(writer, address, { clusterScoped: true });
    const { parentRef } = address.spec;
    if (parentRef) {
      writer.line(0, 'Parent Reference:');
      writer.field(1, 'Group', parentRef.group);
      writer.field(1, 'Resource', parentRef.resource);
      writer.field(1, 'Namespace', parentRef.namespace);
      writer.field(1, 'Name', parentRef.name);
    }
    writeEvents(writer, address, context);
  });
