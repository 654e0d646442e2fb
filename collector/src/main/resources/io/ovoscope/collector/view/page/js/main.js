// The page from the start: runs → a run → what comes.

import { setText } from './dom.js';
import { count } from './format.js';
import { Header } from './header.js';
import { Page } from './page.js';
import { Run } from './run.js';
import { RunStream, fetchJson, runPath } from './stream.js';

const POLL_MILLIS = 2000;
const notice = document.getElementById('notice');
const page = new Page();
const header = new Header((id) => { location.hash = `run=${id}`; });

let chosen = null;
let stream = null;
let listed = { runs: [], letGo: 0, caughtUp: false };

function say(text) {
  setText(notice, text);
  notice.hidden = text === '';
}

/** Which run the address asks for; the newest where it asks for none that is there. */
function wanted() {
  const id = location.hash.startsWith('#run=') ? location.hash.slice(5) : null;
  return listed.runs.some((run) => run.id === id) ? id : listed.runs[0]?.id ?? null;
}

function writeNotice() {
  const letGo = listed.letGo > 0 ? `${count(listed.letGo)} older runs are not shown: more points than are kept in memory (view.maxPoints). ` : '';
  if (listed.runs.length === 0) {
    say(letGo + (listed.caughtUp
      ? 'Waiting for a run: none is in the topics yet. Start ./ovoscope demo, or attach the agent to a training run of yours.'
      : 'Reading the topics … If this stays, Kafka cannot be reached or its topics are not there yet; the collector’s log says which.'));
  } else if (page.run?.isEmpty) {
    say(`${letGo}Waiting for the first snapshot … It is taken before the first update (step 0), and appears here as soon as its probes are trained.`);
  } else {
    say(letGo);
  }
}

async function choose(id) {
  chosen = id;
  stream?.close();
  stream = null;
  const detail = id === null ? null : await fetchJson(runPath(id)).catch(() => null);
  if (id !== chosen) {
    return;
  }
  if (detail === null) {
    page.clear();
    chosen = null;
    setTimeout(poll, POLL_MILLIS);
  } else {
    page.show(new Run(detail));
    listen(detail.cursor);
  }
  header.show(listed.runs, chosen);
  writeNotice();
}

function listen(cursor) {
  stream = new RunStream(chosen, cursor, {
    points: (changes) => {
      page.add(changes);
      writeNotice();
    },
    runs: take,
    reload: () => choose(chosen),
    connection: (isLive) => header.connection(isLive ? 'live' : 'connection lost, trying again …', isLive),
  });
}

/** Takes the list of runs; goes to another run where the chosen one is gone. */
function take(runs) {
  listed = runs;
  if (wanted() !== chosen && !listed.runs.some((run) => run.id === chosen)) {
    choose(wanted());
  } else {
    header.show(listed.runs, chosen);
    writeNotice();
  }
}

/** Asks for runs as long as there is none to listen to. */
async function poll() {
  const runs = await fetchJson('/api/runs').catch(() => null);
  header.connection(runs === null ? 'connection lost, trying again …' : 'connected', runs !== null);
  if (runs !== null) {
    take(runs);
  }
  if (chosen === null) {
    setTimeout(poll, POLL_MILLIS);
  }
}

addEventListener('hashchange', () => {
  if (wanted() !== chosen) {
    choose(wanted());
  }
});
poll();
