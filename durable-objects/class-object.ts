import { DurableObject } from 'cloudflare:workers';
import type { BoardMessage, BoardRow, ClassRpc } from './rpc.ts';

// Dashboards get at most this many messages a second, however many learners are at work.
const messagesPerSecond = 2;
const gapMs = 1000 / messagesPerSecond;
// A class has at most a few hundred members, and each of its staff a few windows.
const socketLimit = 64;

type Stored = { readonly attempt: string; readonly row: string; readonly hand: string | null };
type Hand = NonNullable<BoardRow['hand']>;

/**
 * A class's live board: what its learners' clusters report, and the dashboards that look at it.
 * Rows are kept in SQLite; sockets hibernate with the object.
 */
export class ClassObject extends DurableObject<unknown> implements ClassRpc {
  readonly #sql: SqlStorage;
  /** Attempts by assignment whose rows dashboards haven't been told yet. Empties within 500 ms. */
  readonly #untold = new Map<string, Set<string>>();
  /** When dashboards were last told something; lost in hibernation, which is longer than a gap. */
  #toldAt = 0;
  #waiting = false;

  constructor(state: DurableObjectState, env: unknown) {
    super(state, env);
    this.#sql = state.storage.sql;
    migrate(this.#sql);
    // Answered without waking the object.
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }

  async report(assignmentId: string, row: Omit<BoardRow, 'hand'>): Promise<void> {
    const text = JSON.stringify(row);
    const [known] = this.#stored(assignmentId, row.attemptId);
    if (known?.row === text) return;
    this.#sql.exec(
      `INSERT INTO board_row (assignment, attempt, row) VALUES (?1, ?2, ?3)
       ON CONFLICT (assignment, attempt) DO UPDATE SET row = ?3`,
      assignmentId,
      row.attemptId,
      text,
    );
    this.#tell(assignmentId, row.attemptId);
  }

  async raiseHand(assignmentId: string, attemptId: string, message: string): Promise<void> {
    // Who raises a hand again only says something else: the place in the queue stays.
    const known = this.#hand(assignmentId, attemptId);
    const hand: Hand = { since: known?.since ?? Date.now(), message };
    this.#sql.exec(
      `INSERT INTO hand (assignment, attempt, hand) VALUES (?1, ?2, ?3)
       ON CONFLICT (assignment, attempt) DO UPDATE SET hand = ?3`,
      assignmentId,
      attemptId,
      JSON.stringify(hand),
    );
    this.#tell(assignmentId, attemptId);
  }

  async lowerHand(assignmentId: string, attemptId: string): Promise<void> {
    const { rowsWritten } = this.#sql.exec(
      'DELETE FROM hand WHERE assignment = ? AND attempt = ?',
      assignmentId,
      attemptId,
    );
    if (rowsWritten > 0) this.#tell(assignmentId, attemptId);
  }

  async rows(assignmentId: string): Promise<readonly BoardRow[]> {
    return this.#rows(assignmentId);
  }

  /** `/live/:assignmentId`: a dashboard's WebSocket. The worker has asked who it is. */
  override async fetch(request: Request): Promise<Response> {
    const assignmentId = /^\/live\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1];
    if (assignmentId === undefined) return new Response('no such path', { status: 404 });
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket')
      return new Response('a WebSocket is needed', { status: 426 });
    if (this.ctx.getWebSockets().length >= socketLimit)
      return new Response('too many dashboards are open', { status: 429 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [assignmentId]);
    send(server, { type: 'rows', rows: this.#rows(assignmentId) });
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Dashboards only listen. */
  override async webSocketMessage(): Promise<void> {}

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    // 1005 and 1006 say that there was no code, and may not be sent.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  /** Marks a row as changed; dashboards are told now, or with others when the gap is over. */
  #tell(assignmentId: string, attemptId: string): void {
    if (this.ctx.getWebSockets(assignmentId).length === 0) return;
    const attempts = this.#untold.get(assignmentId) ?? new Set();
    this.#untold.set(assignmentId, attempts.add(attemptId));
    if (this.#waiting) return;
    const left = this.#toldAt + gapMs - Date.now();
    if (left <= 0) this.#flush();
    else this.#flushIn(left);
  }

  /** Tells one assignment's dashboards; the next one's turn comes a gap later. */
  #flush(): void {
    this.#waiting = false;
    const [next] = this.#untold;
    if (!next) return;
    const [assignmentId, attempts] = next;
    this.#untold.delete(assignmentId);
    this.#toldAt = Date.now();
    const message = this.#message(assignmentId, attempts);
    if (message) for (const socket of this.ctx.getWebSockets(assignmentId)) send(socket, message);
    if (this.#untold.size > 0) this.#flushIn(gapMs);
  }

  /** A timer keeps the object awake, but for no longer than one gap. */
  #flushIn(delayMs: number): void {
    this.#waiting = true;
    setTimeout(() => this.#flush(), delayMs);
  }

  /** One row by itself; several with all the others. */
  #message(assignmentId: string, attempts: ReadonlySet<string>): BoardMessage | undefined {
    const [only] = attempts;
    if (attempts.size > 1 || only === undefined)
      return { type: 'rows', rows: this.#rows(assignmentId) };
    const [stored] = this.#stored(assignmentId, only);
    return stored && { type: 'row', row: read(stored) };
  }

  #rows(assignmentId: string): readonly BoardRow[] {
    return this.#sql
      .exec<Stored>(`${select} WHERE board_row.assignment = ?`, assignmentId)
      .toArray()
      .map(read);
  }

  #stored(assignmentId: string, attemptId: string): readonly Stored[] {
    const where = 'WHERE board_row.assignment = ? AND board_row.attempt = ?';
    return this.#sql.exec<Stored>(`${select} ${where}`, assignmentId, attemptId).toArray();
  }

  #hand(assignmentId: string, attemptId: string): Hand | undefined {
    const [row] = this.#sql
      .exec<{ hand: string }>(
        'SELECT hand FROM hand WHERE assignment = ? AND attempt = ?',
        assignmentId,
        attemptId,
      )
      .toArray();
    return row && (JSON.parse(row.hand) as Hand);
  }
}

// A hand without a row is a learner whose cluster has reported nothing yet: it shows with the row.
const select = `SELECT board_row.attempt, row, hand FROM board_row LEFT JOIN hand
  ON hand.assignment = board_row.assignment AND hand.attempt = board_row.attempt`;

function read(stored: Stored): BoardRow {
  const row = JSON.parse(stored.row) as Omit<BoardRow, 'hand'>;
  return stored.hand === null ? row : { ...row, hand: JSON.parse(stored.hand) as Hand };
}

function send(socket: WebSocket, message: BoardMessage): void {
  // A socket that is closing takes nothing more; its dashboard gets all rows when it is back.
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

/** Append-only, as D1's migrations: a step that was released never changes. */
const steps: readonly string[] = [
  `CREATE TABLE board_row (assignment TEXT, attempt TEXT, row TEXT NOT NULL,
     PRIMARY KEY (assignment, attempt)) WITHOUT ROWID;
   CREATE TABLE hand (assignment TEXT, attempt TEXT, hand TEXT NOT NULL,
     PRIMARY KEY (assignment, attempt)) WITHOUT ROWID;`,
];

function migrate(sql: SqlStorage): void {
  sql.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
  const [known] = sql.exec<{ version: number }>('SELECT version FROM schema_version').toArray();
  const from = known?.version ?? 0;
  if (from === steps.length) return;
  for (const step of steps.slice(from)) sql.exec(step);
  sql.exec('DELETE FROM schema_version');
  sql.exec('INSERT INTO schema_version VALUES (?)', steps.length);
}
