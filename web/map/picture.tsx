import { useMemo, useRef } from 'preact/hooks';
import { copy } from '../copy/index.ts';
import { Drawing, type DrawingProps } from './drawing.tsx';
import { nearest, placedThings } from './navigate.ts';
import type { Relation } from './scene.ts';

interface MapPictureProps extends DrawingProps {
  readonly relations: readonly Relation[];
  readonly stale: boolean;
  readonly onChoose: (id: string | undefined) => void;
  readonly onDescribe: (id: string) => void;
}

/** The cluster as a picture, with a roving-focus list of its objects over it. */
export function MapPicture(props: MapPictureProps) {
  const { picture, chosen } = props;
  const c = copy();
  const root = useRef<HTMLDivElement>(null);
  const things = useMemo(() => placedThings(picture), [picture]);
  const focus = (id: string | undefined): void => {
    if (id === undefined) return;
    root.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, id: string): void => {
    if (event.key === 'Escape') props.onChoose(undefined);
    else if (event.key === 'Enter' && chosen === id) props.onDescribe(id);
    else if (event.key === 'Enter' || event.key === ' ') props.onChoose(id);
    else if (event.key.startsWith('Arrow')) focus(nearest(things, id, event.key));
    else if (event.key === ']') focus(related(props.relations, id, 1));
    else if (event.key === '[') focus(related(props.relations, id, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class={props.stale ? 'picture stale' : 'picture'} ref={root}>
      <Drawing {...props} things={things} />
      <ul class="over" aria-label={c.clusterMap}>
        {things.map(({ id, name, box }, i) => (
          <li key={id}>
            <button
              type="button"
              data-id={id}
              tabIndex={id === chosen || (chosen === undefined && i === 0) ? 0 : -1}
              style={`left:${box.x}px;top:${box.y}px;width:${box.w}px;height:${box.h}px`}
              aria-pressed={id === chosen}
              onClick={() => props.onChoose(id === chosen ? undefined : id)}
              onDblClick={() => props.onDescribe(id)}
              onKeyDown={(event) => onKeyDown(event, id)}
            >
              <span class="sr">{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function related(relations: readonly Relation[], id: string, by: 1 | -1): string | undefined {
  const found = relations.flatMap(({ from, to }) => {
    if (by === 1) return from === id ? [to] : [];
    return to === id ? [from] : [];
  });
  return found[0];
}
