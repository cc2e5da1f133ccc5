import type { RequestContext, Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { formatTime } from '../../../lib/instant.ts';
import { type Frozen, thaw } from '../../../lib/json.ts';
import { type CertificateSigningRequest, certificateSigningRequestSchema } from './schema.ts';
import {
  validateApproval,
  validateRequest,
  validateRequestStatus,
  validateRequestUpdate,
} from './validation.ts';

type Draft = CertificateSigningRequest;
type Old = Frozen<CertificateSigningRequest>;

/** Defaults and rules of CertificateSigningRequest; follows pkg/registry/certificates. */
export const certificateSigningRequestStrategy: Strategy<CertificateSigningRequest> = {
  setDefaults(draft) {
    fillZeroValues(certificateSigningRequestSchema, draft);
  },
  /** Who asks is the server's to say. */
  prepareForCreate(draft, { user }) {
    const { spec } = draft;
    spec.username = user.name;
    if (user.uid === undefined) delete spec.uid;
    else spec.uid = user.uid;
    spec.groups = [...user.groups];
    delete spec.extra;
    draft.status = {};
  },
  prepareForUpdate(draft, old) {
    draft.spec = thaw<Draft['spec']>(old.spec);
    draft.status = thaw<Draft['status']>(old.status);
  },
  prepareForStatusUpdate(draft, old, about) {
    draft.spec = thaw<Draft['spec']>(old.spec);
    setTimes(draft, old, about);
  },
  /** Conditions alone are decided here. */
  prepareForApprovalUpdate(draft, old, about) {
    draft.spec = thaw<Draft['spec']>(old.spec);
    const { conditions } = draft.status;
    draft.status = thaw<Draft['status']>(old.status);
    if (conditions) draft.status.conditions = conditions;
    else delete draft.status.conditions;
    setTimes(draft, old, about);
  },
  validateName: () => [],
  validate: validateRequest,
  validateUpdate: validateRequestUpdate,
  validateStatusUpdate: validateRequestStatus,
  validateApprovalUpdate: validateApproval,
};

/** A condition says when it was written, and when it became what it is. */
function setTimes({ status }: Draft, { status: old }: Old, { now }: RequestContext): void {
  for (const condition of status.conditions ?? []) {
    const before = (old.conditions ?? []).find(({ type }) => type === condition.type);
    condition.lastUpdateTime ??= formatTime(now);
    condition.lastTransitionTime ??=
      before?.status === condition.status && before.lastTransitionTime
        ? before.lastTransitionTime
        : formatTime(now);
  }
}
