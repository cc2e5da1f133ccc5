import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf, humanDuration } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import { second } from '../../../lib/instant.ts';
import type { CertificateSigningRequest } from './schema.ts';
import { statusText } from './status-text.ts';

/** Columns of `kubectl get certificatesigningrequests`. */
export const certificateSigningRequestTable: TableConvertor<CertificateSigningRequest> = {
  columns: [
    nameColumn,
    ageColumn,
    ...textColumns('SignerName', 'Requestor', 'RequestedDuration', 'Condition'),
  ],
  cells(request, now) {
    const { metadata, spec } = request;
    const { expirationSeconds: seconds } = spec;
    return [
      metadata.name,
      ageOf(metadata.creationTimestamp, now),
      spec.signerName || '<none>',
      spec.username ?? '',
      seconds === undefined ? '<none>' : humanDuration(seconds * second),
      statusText(request),
    ];
  },
};
