// What comes from the server, and coming back after a break.

const RETRY_MILLIS = 3000;

export async function fetchJson(path) {
  const answer = await fetch(path);
  return answer.ok ? answer.json() : null;
}

export const runPath = (id) => `/api/runs/${encodeURIComponent(id)}`;

/** The events of one run. A hidden page listens to nothing and catches up when it is seen again. */
export class RunStream {
  /** @param on `points`, `runs`, `reload`, and `connection` with whether the server answers */
  constructor(id, cursor, on) {
    this.id = id;
    this.cursor = cursor;
    this.on = on;
    this.follow = () => (document.hidden ? this.stop() : this.open());
    document.addEventListener('visibilitychange', this.follow);
    this.follow();
  }

  open() {
    this.stop();
    const source = new EventSource(`${runPath(this.id)}/events?since=${encodeURIComponent(this.cursor)}`);
    this.source = source;
    source.onopen = () => this.on.connection(true);
    source.onerror = () => this.broken(source);
    source.addEventListener('points', (event) => this.take(event, () => this.on.points(JSON.parse(event.data))));
    source.addEventListener('runs', (event) => this.on.runs(JSON.parse(event.data)));
    source.addEventListener('reload', () => this.on.reload());
  }

  take(event, then) {
    this.cursor = event.lastEventId || this.cursor;
    then();
  }

  /** The browser comes back by itself unless the server refused. */
  broken(source) {
    this.on.connection(false);
    if (source.readyState === EventSource.CLOSED && source === this.source) {
      this.retry = setTimeout(() => this.open(), RETRY_MILLIS);
    }
  }

  stop() {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
  }

  close() {
    document.removeEventListener('visibilitychange', this.follow);
    this.stop();
  }
}
