import { copy } from '../copy/index.ts';
import { fitted } from './fitted.ts';
import type { Picture } from './layout.ts';
import type { DnsName } from './scene.ts';

/** A Service: a capsule on its rail. */
export function DrawnService({ service, box, end }: Picture['rails'][number]) {
  const c = copy();
  const { x, y, w } = box;
  const note = service.missing ? c.serviceMissing : service.headless ? c.headless : service.address;
  const label = `Service ${service.name}`;
  return (
    <>
      {!service.missing && <path class="outline" d={`M${x} ${y + 10}H${end}`} />}
      <rect
        class={service.missing ? 'gone solid' : 'object'}
        x={x}
        y={y}
        width={w}
        height="20"
        rx="10"
      />
      <text
        class={service.missing ? 'faint' : ''}
        x={x + 12}
        y={y + 14}
        font-size="11.5"
        font-weight="600"
      >
        Service <tspan class="mono medium">{fitted(service.name, w - 80, 7)}</tspan>
      </text>
      {w > 44 + label.length * 6.6 + note.length * 5 && (
        <text class="faint" x={x + w - 10} y={y + 14} font-size="11" text-anchor="end">
          {note}
        </text>
      )}
    </>
  );
}

/** A DNS name: a tag with a point; dashed when it has no answer. */
export function DrawnTag({ name, box }: Picture['tags'][number]) {
  const { x, y, w } = box;
  const answered = name.answer.is === 'address';
  const path = `M${x} ${y}h${w - 10}l10 10.5-10 10.5H${x}z`;
  return (
    <>
      <path class={answered ? 'object' : 'gone'} d={path} />
      <text class={answered ? 'mono' : 'mono faint'} x={x + 9} y={y + 14.5} font-size="11">
        {fitted(name.name, w - 96, 6.8)}
      </text>
      <text
        class={answered ? 'mono second' : 'mono faint'}
        x={x + w - 15}
        y={y + 14.5}
        font-size="10.5"
        text-anchor="end"
      >
        {answerText(name.answer)}
      </text>
    </>
  );
}

function answerText(answer: DnsName['answer']): string {
  const c = copy();
  switch (answer.is) {
    case 'address':
      return answer.address;
    case 'removed':
      return c.removed;
    case 'not-ready':
      return c.notReadyTag;
    case 'nxdomain':
      return 'NXDOMAIN';
  }
}

/** A node: an open frame with a header rule; hatched when cordoned, dashed when lost. */
export function DrawnNode({ node, box }: Picture['nodes'][number]) {
  const c = copy();
  const { x, y, w, h } = box;
  const percent = (share: number | undefined): number | undefined =>
    share === undefined ? undefined : Math.round(share * 100);
  const cpu = percent(node.cpu);
  const load = cpu === undefined || w < 200 ? '' : c.cpuMemory(cpu, percent(node.memory));
  const note = node.lost ? c.nodeLost : node.cordoned ? c.cordoned : load;
  return (
    <>
      <rect class={node.lost ? 'node lost' : 'node'} x={x} y={y} width={w} height={h} rx="4" />
      {node.cordoned && (
        <rect x={x + 1} y={y + 1} width={w - 2} height="26" rx="3" fill="url(#hatch)" />
      )}
      <text x={x + 12} y={y + 18} font-size="11.5" font-weight="600">
        {fitted(node.name, w - 24, 7)}
      </text>
      <text
        class={node.lost ? 'tone-fail' : 'faint'}
        x={x + w - 12}
        y={y + 18}
        font-size="11"
        text-anchor="end"
      >
        {note}
      </text>
      <path d={`M${x} ${y + 27}h${w}`} stroke="var(--line)" />
    </>
  );
}

/** A workload on the ground line: its name, its replicas, and one square for each. */
export function DrawnWorkload({ workload, box }: Picture['workloads'][number]) {
  const { x, y } = box;
  const { kind, name, current, desired, squares } = workload;
  const count = current === desired ? `${desired}` : `${current} → ${desired}`;
  const label = kind === 'StatefulSet' ? 'StatefulSet' : kind;
  const after = x + (label.length + 1) * 6.6 + name.length * 7 + 8;
  const first = after + count.length * 7 + 10;
  const overlap = kind === 'StatefulSet' ? 15 : 7;
  return (
    <>
      <text x={x} y={y + 10} font-size="11.5" font-weight="600">
        {label} <tspan class="mono medium">{fitted(name, 90, 7)}</tspan>
      </text>
      <text class="mono second" x={after} y={y + 10} font-size="11.5">
        {count}
      </text>
      {squares.slice(0, 12).map((tone, i) => (
        <rect
          key={i}
          class={`ordinal-${tone}`}
          x={first + i * overlap}
          y={y}
          width="10"
          height="10"
        />
      ))}
    </>
  );
}

/** A thing without a place: a class, a page of settings, a page with a closed corner. */
export function DrawnShelfThing({ thing, box }: Picture['shelf'][number]) {
  const { x, y } = box;
  const page = `M${x} ${y}h28l10 10v36H${x}z`;
  return (
    <>
      {thing.kind === 'StorageClass' ? (
        <>
          <path class="object" d={`M${x} ${y + 23}l12-20h30l12 20-12 20H${x + 12}z`} />
          {thing.isDefault && (
            <path class="outline" d={`M${x + 5} ${y + 23}l9.5-15h25l9.5 15-9.5 15h-25z`} />
          )}
        </>
      ) : (
        <>
          <path class="object" d={page} />
          <path
            class="outline"
            d={`M${x + 28} ${y}v10h10z`}
            fill={thing.kind === 'Secret' ? 'var(--ink-2)' : 'none'}
          />
        </>
      )}
      <text class="mono" x={x} y={y + 60} font-size="10.5">
        {fitted(thing.name, 76, 6.4)}
      </text>
    </>
  );
}
