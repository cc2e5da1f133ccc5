import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import { type DescribeWriter, describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Endpoint, EndpointSlice } from './schema.ts';

/** `kubectl describe endpointslice`. */
export const describeEndpointSlice: Describe<EndpointSlice> = (slice, context) =>
  describeText((writer) => {
    writeMetadata(writer, slice);
    writer.field(0, 'AddressType', slice.addressType);
    const { ports = [], endpoints = [] } = slice;
    writer.line(0, ports.length === 0 ? 'Ports: <unset>' : 'Ports:');
    if (ports.length > 0) {
      writer.line(1, 'Name\tPort\tProtocol');
      writer.line(1, '----\t----\t--------');
    }
    for (const { name, port, protocol } of ports)
      writer.line(1, `${name || '<unset>'}\t${port ?? '<unset>'}\t${protocol}`);
    writer.line(0, endpoints.length === 0 ? 'Endpoints: <none>' : 'Endpoints:');
    for (const endpoint of endpoints) writeEndpoint(writer, endpoint);
    writeEvents(writer, slice, context);
  });

function writeEndpoint(writer: DescribeWriter, endpoint: Frozen<Endpoint>): void {
  const { addresses, conditions, hostname, targetRef, nodeName, zone } = endpoint;
  writer.field(1, '- Addresses', addresses.join(', ') || '<none>');
  writer.line(2, 'Conditions:');
  writer.field(3, 'Ready', conditions.ready ?? '<unset>');
  writer.field(2, 'Hostname', hostname ?? '<unset>');
  if (targetRef) writer.field(2, 'TargetRef', `${targetRef.kind ?? ''}/${targetRef.name ?? ''}`);
  writer.field(2, 'NodeName', nodeName ?? '<unset>');
  writer.field(2, 'Zone', zone ?? '<unset>');
}
