// Numbers and times as people read them.

const whole = new Intl.NumberFormat('en');

export const count = (n) => whole.format(n);

/** A share as a percentage with one decimal. */
export const percent = (share) => `${(100 * share).toFixed(1)}%`;

/** A difference of shares in percentage points, with its sign. */
export function points(difference) {
  const value = (100 * difference).toFixed(1);
  return Number(value) > 0 ? `+${value}` : value.replace('-', '−');
}

/** What a curve draws: an accuracy as a percentage, any other value as it is. */
export const headline = (value, isShare) => (isShare ? percent(value) : value.toFixed(Math.abs(value) >= 10 ? 1 : 3));

export const interval = (point, isShare) => (point.lower === null || point.lower === undefined ? ''
  : `[${headline(point.lower, isShare)}, ${headline(point.upper, isShare)}]`.replace(/%,/, ','));

/** The cell between two snapshots in which something happened. */
export const cell = (after, by) => (after === by ? `at ${count(by)}` : `(${count(after)}, ${count(by)}]`);

/** How long ago an instant was, in words. */
export function ago(instant, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - Date.parse(instant)) / 1000));
  if (seconds < 90) {
    return `${seconds} s ago`;
  }
  if (seconds < 5400) {
    return `${Math.round(seconds / 60)} min ago`;
  }
  return seconds < 172800 ? `${Math.round(seconds / 3600)} h ago` : `${Math.round(seconds / 86400)} days ago`;
}

/** A date and time to the minute, in the reader's own zone. */
export function moment(instant) {
  const date = new Date(instant);
  const pad = (n) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}
