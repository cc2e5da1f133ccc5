import { useEffect, useState } from 'preact/hooks';
import type { BoardMessage } from '../../durable-objects/rpc.ts';
import { addresses, api } from '../connection/api.ts';
import { Link, type LinkState } from '../connection/link.ts';
import type { Live } from '../connection/types.ts';
import { type Loaded, useLoad } from '../parts/load.ts';
import { type Rows, reduceRows } from './rows.ts';

export interface Board {
  readonly live: Loaded<Live>;
  readonly rows: Rows;
  readonly link: LinkState;
  readonly again: () => void;
}

// A class sends at most two messages a second; drawing waits for the next frame at least.
const gatherMs = 100;

/** A class at work on an assignment: what it is, and its rows as they change. */
export function useBoard(classId: string, assignment: string): Board {
  const { state: live, again } = useLoad(`${classId}/${assignment}`, () =>
    api.live(classId, assignment),
  );
  const [rows, setRows] = useState<Rows>(new Map());
  const [state, setState] = useState<LinkState>({ at: 'connecting' });
  useEffect(() => {
    let latest: Rows = new Map();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const link = new Link<BoardMessage, never>(
      () => addresses.boardSocket(classId, assignment),
      (message) => {
        latest = reduceRows(latest, message);
        timer ??= setTimeout(() => {
          timer = undefined;
          setRows(latest);
        }, gatherMs);
      },
    );
    const stop = link.state.subscribe(setState);
    return () => {
      stop();
      clearTimeout(timer);
      link.close();
    };
  }, [classId, assignment]);
  const known = rows.size === 0 && live.is === 'here' ? live.value.rows : undefined;
  return {
    live,
    link: state,
    again,
    rows: known ? new Map(known.map((row) => [row.attemptId, row] as const)) : rows,
  };
}
