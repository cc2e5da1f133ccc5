interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly options: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly chosen: T;
  readonly onChoose: (option: T) => void;
}

/** One of a few, all in sight. */
export function Segments<T extends string>(props: SegmentsProps<T>) {
  return (
    <fieldset
      class="segments"
      style={{ padding: 0, margin: 0, minWidth: 0 }}
      aria-label={props.label}
    >
      {props.options.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === props.chosen}
          onClick={() => props.onChoose(option)}
        >
          {props.names[option]}
        </button>
      ))}
    </fieldset>
  );
}
