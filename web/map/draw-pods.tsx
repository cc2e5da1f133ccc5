import { copy } from '../copy/index.ts';
import type { Box } from './box.ts';
import { fitted } from './fitted.ts';
import type { Picture } from './layout.ts';
import type { ContainerThing, PodThing } from './scene.ts';

type PlacedPod = Picture['pods'][number];

/** A pod: a round box with its state at the left edge. */
export function DrawnPod({ pod, box, form, now }: PlacedPod & { readonly now: number }) {
  if (form === 'square') return <SquarePod pod={pod} box={box} />;
  if (pod.tone === 'ghost' || pod.tone === 'gone')
    return <AbsentPod pod={pod} box={box} form={form} now={now} />;
  const said = copy().said(pod.said, now);
  const { x, y, w, h } = box;
  const full = form === 'full';
  return (
    <>
      <rect class={`object edge-${pod.tone}`} x={x} y={y} width={w} height={h} rx="7" />
      <rect class={`bar-${pod.tone}`} x={x} y={y + 10} width="4" height={h - 20} rx="2" />
      <text class="mono strong" x={x + 14} y={y + (full ? 22 : 18)} font-size="13">
        {fitted(pod.name, w - (full ? 84 : 28), 7.9)}
      </text>
      {full && w > 150 && (
        <text class="mono faint" x={x + w - 12} y={y + 22} font-size="10.5" text-anchor="end">
          uid {pod.uid}
        </text>
      )}
      <text class={`tone-${pod.tone}`} x={x + 14} y={y + (full ? 42 : 35)} font-size="11.5">
        {fitted(said, w - 26, 6.2)}
      </text>
      {full && <Containers pod={pod} box={box} />}
      {full && pod.span && <WaitBar span={pod.span} box={box} now={now} />}
      {full && pod.emptyDirs[0] !== undefined && <EmptyDir name={pod.emptyDirs[0]} box={box} />}
    </>
  );
}

function AbsentPod({ pod, box, form, now }: PlacedPod & { readonly now: number }) {
  const c = copy();
  const { x, y, w, h } = box;
  const full = form === 'full';
  const third =
    pod.said.word === 'not-created'
      ? pod.said.after !== undefined && c.afterReady(pod.said.after)
      : `uid ${pod.uid}`;
  return (
    <>
      <rect class="gone" x={x} y={y} width={w} height={h} rx="7" />
      <text
        class={pod.tone === 'gone' ? 'mono faint struck' : 'mono faint'}
        x={x + 14}
        y={y + (full ? 26 : 18)}
        font-size="13"
      >
        {fitted(pod.name, w - 28, 7.9)}
      </text>
      <text class="faint" x={x + 14} y={y + (full ? 46 : 35)} font-size="11.5">
        {c.said(pod.said, now)}
      </text>
      {full && third && (
        <text class="mono faint" x={x + 14} y={y + 62} font-size="11">
          {fitted(third, w - 28, 6.8)}
        </text>
      )}
    </>
  );
}

function SquarePod({ pod, box }: { readonly pod: PodThing; readonly box: Box }) {
  const absent = pod.tone === 'ghost' || pod.tone === 'gone';
  return (
    <rect
      class={absent ? 'gone' : `object bar-${pod.tone}`}
      x={box.x}
      y={box.y}
      width={box.w}
      height={box.h}
      rx="2"
    >
      <title>{pod.name}</title>
    </rect>
  );
}

const square = 9;

function Containers({ pod, box }: { readonly pod: PodThing; readonly box: Box }) {
  const { x, y, w } = box;
  const ready = pod.containers.filter(({ state }) => state === 'ready').length;
  const left = x + 14;
  const after = left + pod.containers.length * 15;
  const only = pod.containers.length === 1 ? `${pod.containers[0]?.name} ` : '';
  const text = pod.fact ?? `${only}${ready}/${pod.containers.length}`;
  return (
    <>
      {pod.containers.map((container, i) => (
        <ContainerSquare
          key={container.name}
          container={container}
          x={left + i * 15}
          y={y + 53}
          pod={pod}
        />
      ))}
      <text class="mono second" x={after} y={y + 62} font-size="10.5">
        {fitted(text, x + w - 10 - after - (pod.emptyDirs.length > 0 ? 64 : 0), 6.4)}
      </text>
    </>
  );
}

interface SquareProps {
  readonly container: ContainerThing;
  readonly pod: PodThing;
  readonly x: number;
  readonly y: number;
}

/** Filled: ready; hollow: running, not ready; crossed: crashed; dashed: not started. */
function ContainerSquare({ container: { state }, pod, x, y }: SquareProps) {
  const tone = state === 'crashed' ? 'fail' : state === 'ready' ? pod.tone : 'wait';
  const edge = pod.tone === 'fail' ? 'fail' : tone;
  return (
    <>
      <rect
        class={`square-${edge}`}
        x={x}
        y={y}
        width={square}
        height={square}
        stroke-dasharray={state === 'waiting' ? '2 2' : undefined}
      />
      {state === 'ready' && (
        <rect class={`bar-${pod.tone}`} x={x + 2.5} y={y + 2.5} width="4" height="4" />
      )}
      {state === 'crashed' && <path class="square-fail" d={`M${x + 2} ${y + 2}l5 5m0-5l-5 5`} />}
    </>
  );
}

interface WaitBarProps {
  readonly span: { readonly from: number; readonly until: number };
  readonly box: Box;
  readonly now: number;
}

function WaitBar({ span, box, now }: WaitBarProps) {
  const share = (now - span.from) / Math.max(1, span.until - span.from);
  const x = box.x + box.w - 74;
  return (
    <>
      <rect x={x} y={box.y + 56} width="62" height="4" fill="var(--sunken)" />
      <rect
        class="bar-wait"
        x={x}
        y={box.y + 56}
        width={62 * Math.min(1, Math.max(0, share))}
        height="4"
      />
    </>
  );
}

/** A half drum inside its pod, above the ground line: it goes with the pod. */
function EmptyDir({ name, box }: { readonly name: string; readonly box: Box }) {
  const x = box.x + box.w - 72;
  const y = box.y + 48;
  return (
    <>
      <path class="object" d={`M${x} ${y}h60v15c0 6-60 6-60 0z`} />
      <text class="mono second" x={x + 6} y={y + 13} font-size="10">
        {fitted(name, 50, 6.1)}
      </text>
    </>
  );
}
