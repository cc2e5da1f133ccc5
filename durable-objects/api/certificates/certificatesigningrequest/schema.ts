import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  bytes,
  type Infer,
  int32,
  map,
  object,
  pointer,
  present,
  required,
  string,
  time,
} from '../../../apimachinery/schema.ts';

export const certificateSigningRequestSpec = object(
  'io.k8s.api.certificates.v1.CertificateSigningRequestSpec',
  {
    request: required(bytes()),
    signerName: required(string()),
    expirationSeconds: pointer(int32()),
    usages: array(string(), { list: 'atomic' }),
    username: string(),
    uid: string(),
    groups: array(string(), { list: 'atomic' }),
    extra: map(array(string())),
  },
);
export type CertificateSigningRequestSpec = Infer<typeof certificateSigningRequestSpec>;

export const certificateSigningRequestCondition = object(
  'io.k8s.api.certificates.v1.CertificateSigningRequestCondition',
  {
    type: required(string()),
    status: required(string()),
    reason: string(),
    message: string(),
    lastUpdateTime: time(),
    lastTransitionTime: time(),
  },
);
export type CertificateSigningRequestCondition = Infer<typeof certificateSigningRequestCondition>;

export const certificateSigningRequestStatus = object(
  'io.k8s.api.certificates.v1.CertificateSigningRequestStatus',
  {
    conditions: array(certificateSigningRequestCondition, { list: 'map', mapKeys: ['type'] }),
    certificate: bytes(),
  },
);
export type CertificateSigningRequestStatus = Infer<typeof certificateSigningRequestStatus>;

export const certificateSigningRequestSchema = object(
  'io.k8s.api.certificates.v1.CertificateSigningRequest',
  {
    apiVersion: present(string()),
    kind: present(string()),
    metadata: present(objectMeta),
    spec: required(certificateSigningRequestSpec),
    status: present(certificateSigningRequestStatus),
  },
);
export type CertificateSigningRequest = Infer<typeof certificateSigningRequestSchema>;
