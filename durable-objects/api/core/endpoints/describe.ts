import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import { describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { EndpointAddress, Endpoints } from './schema.ts';

/** `kubectl describe endpoints`. */
export const describeEndpoints: Describe<Endpoints> = (endpoints, context) =>
  describeText((writer) => {
    writeMetadata(writer, endpoints);
    writer.line(0, 'Subsets:');
    for (const { addresses, notReadyAddresses, ports } of endpoints.subsets ?? []) {
      writer.field(1, 'Addresses', listText(addresses));
      writer.field(1, 'NotReadyAddresses', listText(notReadyAddresses));
      if (ports?.length) {
        writer.line(1, 'Ports:');
        writer.line(2, 'Name\tPort\tProtocol');
        writer.line(2, '----\t----\t--------');
        for (const { name, port, protocol } of ports)
          writer.line(2, `${name || '<unset>'}\t${port}\t${protocol}`);
      }
      writer.line(0, '');
    }
    writeEvents(writer, endpoints, context);
  });

function listText(addresses: Frozen<EndpointAddress[]> | undefined): string {
  return (addresses ?? []).map(({ ip }) => ip).join(',') || '<none>';
}
