import { limitRanges } from '../../api/core/limitrange/resource.ts';
import type { LimitRange } from '../../api/core/limitrange/schema.ts';
import { persistentVolumeClaims } from '../../api/core/persistentvolumeclaim/resource.ts';
import { pods } from '../../api/core/pod/resource.ts';
import type { Pod } from '../../api/core/pod/schema.ts';
import type { Container } from '../../api/pod-template/container.ts';
import type { Frozen } from '../../lib/json.ts';
import { frozenOf, ofResource, refused } from './attributes.ts';
import { claimViolations, podViolations } from './limits.ts';
import type { AdmissionAttributes, AdmissionPlugin } from './plugin.ts';

const annotation = 'kubernetes.io/limit-ranger';

/** Fills in and enforces what LimitRanges say (plugin/pkg/admission/limitranger). */
export const limitRanger: AdmissionPlugin = {
  name: 'LimitRanger',
  admit(attributes, draft) {
    const pod = ofResource(pods, attributes, draft);
    if (!pod || attributes.operation !== 'CREATE') return;
    for (const range of rangesOf(attributes)) setDefaults(pod, range);
  },
  validate(attributes, object) {
    const { operation, old } = attributes;
    if (operation !== 'CREATE' && operation !== 'UPDATE') return undefined;
    // A pod's resources don't change once it is there.
    const pod = operation === 'CREATE' ? frozenOf(pods, attributes, object) : undefined;
    const claim = frozenOf(persistentVolumeClaims, attributes, object);
    if ((!pod && !claim) || old?.metadata.deletionTimestamp) return undefined;
    for (const range of rangesOf(attributes)) {
      const found = pod ? podViolations(pod, range) : claim ? claimViolations(claim, range) : [];
      const texts = [...new Set(found)];
      if (texts.length === 1) throw refused(attributes, texts[0] ?? '');
      if (texts.length > 1) throw refused(attributes, `[${texts.join(', ')}]`);
    }
    return undefined;
  },
};

function rangesOf({ read, namespace }: AdmissionAttributes): readonly Frozen<LimitRange>[] {
  return read.list(limitRanges, namespace);
}

/** Requests and limits that containers leave out; an annotation says which. */
function setDefaults({ metadata, spec }: Pod, range: Frozen<LimitRange>): void {
  const items = range.spec.limits.filter(({ type }) => type === 'Container');
  const limits = Object.assign({}, ...items.map((item) => item.default));
  const requests = Object.assign({}, ...items.map((item) => item.defaultRequest));
  const done = [
    ...spec.containers.flatMap((one) => setContainer(one, requests, limits, 'container')),
    ...(spec.initContainers ?? []).flatMap((one) =>
      setContainer(one, requests, limits, 'init container'),
    ),
  ];
  if (done.length === 0) return;
  const text = `LimitRanger plugin set: ${done.join('; ')}`;
  metadata.annotations = { ...metadata.annotations, [annotation]: text };
}

type Amounts = { readonly [resource: string]: string };

function setContainer(
  { name, resources }: Pick<Container, 'name' | 'resources'>,
  requests: Amounts,
  limits: Amounts,
  title: string,
): readonly string[] {
  const texts: string[] = [];
  for (const [list, defaults, word] of [
    ['requests', requests, 'request'],
    ['limits', limits, 'limit'],
  ] as const) {
    const own = resources[list] ?? {};
    const missing = Object.keys(defaults).filter((resource) => own[resource] === undefined);
    if (missing.length === 0) continue;
    resources[list] = { ...defaults, ...own };
    texts.push(`${missing.sort().join(', ')} ${word} for ${title} ${name}`);
  }
  return texts;
}
