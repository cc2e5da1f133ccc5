import type { Frozen } from '../../../lib/json.ts';
import type { CertificateSigningRequest } from './schema.ts';

/** `Approved,Issued`: what has become of a request (extractCSRStatus). */
export function statusText({ status }: Frozen<CertificateSigningRequest>): string {
  const types = new Set((status.conditions ?? []).map(({ type }) => type));
  const decided = types.has('Denied') ? 'Denied' : types.has('Approved') ? 'Approved' : 'Pending';
  const failed = types.has('Failed') ? ',Failed' : '';
  return `${decided}${failed}${status.certificate ? ',Issued' : ''}`;
}
