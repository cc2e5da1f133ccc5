import {
  duplicateError,
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { rangeErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { PodSpec } from '../pod-spec.ts';
import type {
  AppArmorProfile,
  PodSecurityContext,
  SeccompProfile,
  SecurityContext,
} from '../security.ts';
import { checkDescendingPath } from './paths.ts';

/** The greatest user and group id. */
const maxId = 2_147_483_647;

const profileTypes = ['Localhost', 'RuntimeDefault', 'Unconfined'];

/** A container's security context; `hostUsers` is the pod's. */
export function checkSecurityContext(
  context: Frozen<SecurityContext> | undefined,
  hostUsers: boolean,
  at: FieldPath,
): readonly FieldError[] {
  if (!context) return [];
  return [
    ...checkId(context.runAsUser, at.child('runAsUser')),
    ...checkId(context.runAsGroup, at.child('runAsGroup')),
    ...checkProcMount(context.procMount, hostUsers, at.child('procMount')),
    ...checkSeccomp(context.seccompProfile, at.child('seccompProfile')),
    ...checkEscalation(context, at),
    ...checkAppArmor(context.appArmorProfile, at.child('appArmorProfile')),
  ];
}

/** The pod's security context, and what it shares with the host. */
export function checkPodSecurityContext(
  spec: Frozen<PodSpec>,
  at: FieldPath,
): readonly FieldError[] {
  const context = spec.securityContext;
  const sharing = spec.shareProcessNamespace && spec.hostPID;
  return [
    ...checkId(context.fsGroup, at.child('fsGroup')),
    ...checkId(context.runAsUser, at.child('runAsUser')),
    ...checkId(context.runAsGroup, at.child('runAsGroup')),
    ...(context.supplementalGroups ?? []).flatMap((id, i) =>
      checkId(id, at.child('supplementalGroups').index(i)),
    ),
    ...(sharing
      ? [
          invalidError(
            at.child('shareProcessNamespace'),
            true,
            'ShareProcessNamespace and HostPID cannot both be enabled',
          ),
        ]
      : []),
    ...checkSysctls(spec, at.child('sysctls')),
    ...checkChoice(context, 'fsGroupChangePolicy', ['Always', 'OnRootMismatch'], at),
    ...checkSeccomp(context.seccompProfile, at.child('seccompProfile')),
    ...checkAppArmor(context.appArmorProfile, at.child('appArmorProfile')),
    ...checkChoice(context, 'supplementalGroupsPolicy', ['Merge', 'Strict'], at),
    ...checkChoice(context, 'seLinuxChangePolicy', ['MountOption', 'Recursive'], at),
  ];
}

/** A pod with users of its own cannot share the host's other namespaces. */
export function checkHostUsers(spec: Frozen<PodSpec>, at: FieldPath): readonly FieldError[] {
  if (spec.hostUsers !== false) return [];
  const text = 'when `hostUsers` is false';
  return [
    ...(spec.hostNetwork ? [forbiddenError(at.child('hostNetwork'), text)] : []),
    ...(spec.hostPID ? [forbiddenError(at.child('hostPID'), text)] : []),
    ...(spec.hostIPC ? [forbiddenError(at.child('hostIPC'), text)] : []),
  ];
}

function checkId(id: number | undefined, at: FieldPath): readonly FieldError[] {
  return id === undefined
    ? []
    : rangeErrors(id, 0, maxId).map((text) => invalidError(at, id, text));
}

function checkChoice(
  context: Frozen<PodSecurityContext>,
  field: 'fsGroupChangePolicy' | 'supplementalGroupsPolicy' | 'seLinuxChangePolicy',
  allowed: readonly string[],
  at: FieldPath,
): readonly FieldError[] {
  const value = context[field];
  return value === undefined || allowed.includes(value)
    ? []
    : [notSupportedError(at.child(field), value, allowed)];
}

function checkProcMount(type: string | undefined, hostUsers: boolean, at: FieldPath) {
  if (type === undefined) return [];
  const types = ['Default', 'Unmasked'];
  if (!types.includes(type)) return [notSupportedError(at, type, types)];
  return hostUsers && type === 'Unmasked'
    ? [invalidError(at, type, '`hostUsers` must be false to use `Unmasked`')]
    : [];
}

function checkEscalation(context: Frozen<SecurityContext>, at: FieldPath): readonly FieldError[] {
  if (context.allowPrivilegeEscalation !== false) return [];
  const cannot = 'cannot set `allowPrivilegeEscalation` to false and';
  return [
    ...(context.privileged ? [invalidError(at, context, `${cannot} \`privileged\` to true`)] : []),
    ...(context.capabilities?.add?.includes('CAP_SYS_ADMIN')
      ? [invalidError(at, context, `${cannot} \`capabilities.Add\` CAP_SYS_ADMIN`)]
      : []),
  ];
}

function checkSeccomp(
  profile: Frozen<SeccompProfile> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  if (!profile) return [];
  const place = at.child('localhostProfile');
  const { type, localhostProfile } = profile;
  const errors: FieldError[] = [];
  if (type === '')
    errors.push(requiredError(at.child('type'), 'type is required when seccompProfile is set'));
  else if (!profileTypes.includes(type))
    errors.push(notSupportedError(at.child('type'), type, profileTypes));
  if (type !== 'Localhost') {
    if (localhostProfile !== undefined)
      errors.push(invalidError(place, profile, 'can only be set when seccomp type is Localhost'));
  } else if (localhostProfile === undefined)
    errors.push(requiredError(place, 'must be set when seccomp type is Localhost'));
  else errors.push(...checkDescendingPath(localhostProfile, place));
  return errors;
}

function checkAppArmor(
  profile: Frozen<AppArmorProfile> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  if (!profile) return [];
  const place = at.child('localhostProfile');
  const { type, localhostProfile } = profile;
  const needed = 'must be set when AppArmor type is Localhost';
  if (type === '')
    return [requiredError(at.child('type'), 'type is required when appArmorProfile is set')];
  if (!profileTypes.includes(type))
    return [notSupportedError(at.child('type'), type, profileTypes)];
  if (type !== 'Localhost')
    return localhostProfile === undefined
      ? []
      : [invalidError(place, localhostProfile, 'can only be set when AppArmor type is Localhost')];
  if (localhostProfile === undefined) return [requiredError(place, needed)];
  if (localhostProfile.trim() !== localhostProfile)
    return [invalidError(place, localhostProfile, 'must not be padded with whitespace')];
  return localhostProfile === '' ? [requiredError(place, needed)] : [];
}

const sysctlPattern = '([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const maxSysctlLength = 253;

function checkSysctls(spec: Frozen<PodSpec>, at: FieldPath): readonly FieldError[] {
  const seen = new Set<string>();
  return (spec.securityContext.sysctls ?? []).flatMap(({ name }, i) => {
    const place = at.index(i).child('name');
    const wrong = `must have at most ${maxSysctlLength} characters and match regex ^${sysctlPattern}$`;
    const errors: FieldError[] = [];
    if (name === '') errors.push(requiredError(place, ''));
    else if (name.length > maxSysctlLength || !new RegExp(`^${sysctlPattern}$`).test(name))
      errors.push(invalidError(place, name, wrong));
    else if (seen.has(name)) errors.push(duplicateError(place, name));
    seen.add(name);
    if (spec.hostNetwork && name.startsWith('net.'))
      errors.push(invalidError(place, name, "may not be specified when 'hostNetwork' is true"));
    if (spec.hostIPC && /^(kernel\.(msg|sem|shm)|fs\.mqueue\.)/.test(name))
      errors.push(invalidError(place, name, "may not be specified when 'hostIPC' is true"));
    return errors;
  });
}
