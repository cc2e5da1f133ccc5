import { ageColumn, firstThree, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { EndpointSlice } from './schema.ts';

/** Columns of `kubectl get endpointslices`. */
export const endpointSliceTable: TableConvertor<EndpointSlice> = {
  columns: [nameColumn, ...textColumns('AddressType', 'Ports', 'Endpoints'), ageColumn],
  cells: ({ metadata, addressType, ports, endpoints }, now) => [
    metadata.name,
    addressType,
    firstThree((ports ?? []).map(({ port, name }) => String(port ?? name))) || '<unset>',
    firstThree((endpoints ?? []).flatMap(({ addresses }) => addresses)) || '<unset>',
    ageOf(metadata.creationTimestamp, now),
  ],
};
