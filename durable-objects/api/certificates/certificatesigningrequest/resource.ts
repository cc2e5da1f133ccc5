import { defineResource } from '../../../apimachinery/resource.ts';
import { describeCertificateSigningRequest } from './describe.ts';
import { type CertificateSigningRequest, certificateSigningRequestSchema } from './schema.ts';
import { certificateSigningRequestStrategy } from './strategy.ts';
import { certificateSigningRequestTable } from './table.ts';

/** Handle of CertificateSigningRequest. */
export const certificateSigningRequests = defineResource<CertificateSigningRequest>({
  group: 'certificates.k8s.io',
  version: 'v1',
  kind: 'CertificateSigningRequest',
  plural: 'certificatesigningrequests',
  shortNames: ['csr'],
  namespaced: false,
  schema: certificateSigningRequestSchema,
  strategy: certificateSigningRequestStrategy,
  table: certificateSigningRequestTable,
  describe: describeCertificateSigningRequest,
  subresources: { status: true, approval: true },
  selectable: {
    'spec.signerName': ({ spec }) => spec.signerName,
  },
});
