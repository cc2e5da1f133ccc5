import { useRef } from 'preact/hooks';
import { copy } from '../copy/index.ts';

interface SplitterProps {
  /** `col` moves sideways, `row` up and down. */
  readonly direction: 'col' | 'row';
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** The panel after it is the one that is measured: moving back makes it larger. */
  readonly reversed?: boolean;
  readonly onChange: (value: number) => void;
}

const step = 16;

/** The line between two panels: moves with the pointer and with the arrow keys. */
export function Splitter(props: SplitterProps) {
  const { direction, value, min, max, reversed = false, onChange } = props;
  const start = useRef<{ readonly at: number; readonly value: number } | undefined>(undefined);
  const sign = reversed ? -1 : 1;
  const set = (wanted: number): void => onChange(Math.round(Math.min(max, Math.max(min, wanted))));
  const position = (event: PointerEvent): number =>
    direction === 'col' ? event.clientX : event.clientY;
  const onKeyDown = (event: KeyboardEvent): void => {
    const back = direction === 'col' ? 'ArrowLeft' : 'ArrowUp';
    const forth = direction === 'col' ? 'ArrowRight' : 'ArrowDown';
    if (event.key === back) set(value - sign * step);
    else if (event.key === forth) set(value + sign * step);
    else if (event.key === 'Home') set(min);
    else if (event.key === 'End') set(max);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr can't be moved
    <div
      class={`splitter ${direction}`}
      role="separator"
      tabIndex={0}
      aria-orientation={direction === 'col' ? 'vertical' : 'horizontal'}
      aria-label={copy().resize(props.label)}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (!(event.currentTarget instanceof HTMLElement)) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: position(event), value };
      }}
      onPointerMove={(event) => {
        if (!start.current) return;
        set(start.current.value + sign * (position(event) - start.current.at));
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
    />
  );
}
