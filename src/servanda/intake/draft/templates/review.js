
'use strict';
const proposals = [...document.querySelectorAll('.proposal')];
const progress = document.getElementById('progress');
const added = document.getElementById('added');
const sourceDialog = document.getElementById('source');
const finishDialog = document.getElementById('finish');
const field = name => document.getElementById(`source-${name}`);
const {schema, version, draft, sha256} = document.body.dataset;
const declared = document.body.dataset.sources.split(' ').filter(Boolean);
const opened = new Map();  // what a text was when it was opened to be mended
const typed = new Map();  // what was written in the place of a proposal, even if it was left again
let current = Math.max(0, proposals.findIndex(each => !each.dataset.what));
let unsaved = false;

const box = proposal => proposal.querySelector('textarea:not(.proposed)');
const original = proposal => proposal.querySelector('.proposed').value;
const addedBoxes = () => [...added.querySelectorAll('textarea')];

// --- What is kept in this browser, so that a closed window loses nothing -------------------------

const place = `servanda-review ${draft} ${sha256}`;
const base = JSON.stringify(decisions());
let isKept = true;

function decisions() {
  return proposals.filter(each => each.dataset.what).map(each => ({
    id: each.dataset.id,
    what: each.dataset.what,
    text: each.dataset.what === 'rejected' ? '' : box(each).value,
  }));
}

function sources() {
  return addedBoxes().map(each => ({text: each.value})).filter(each => each.text.trim());
}

function keep() {
  unsaved = true;
  try {
    localStorage.setItem(place, JSON.stringify({base, decisions: decisions(), added: sources()}));
    isKept = true;
  } catch { isKept = false; }
}

function restore() {
  let kept;
  try { kept = JSON.parse(localStorage.getItem(place)); } catch { return; }
  if (!kept || kept.base !== base) return;
  for (const one of kept.decisions) {
    const proposal = proposals.find(each => each.dataset.id === one.id);
    if (!proposal) continue;
    proposal.dataset.what = one.what;
    const isTyped = one.what === 'mended' || one.what === 'split';
    box(proposal).value = isTyped ? one.text : original(proposal);
    if (isTyped) typed.set(one.id, one.text);
  }
  added.replaceChildren();
  kept.added.forEach(one => addCard(one.text));
  current = Math.max(0, proposals.findIndex(each => !each.dataset.what));
}

// --- What is shown -------------------------------------------------------------------------------

function show() {
  const decided = proposals.filter(each => each.dataset.what).length;
  const note = unsaved ? (isKept ? ', kept in this browser' : ', not saved') : '';
  progress.textContent = `${decided} of ${proposals.length} decided${note}`;
  const known = knownSources();
  proposals.forEach((each, at) => {
    const what = each.dataset.what || '';
    each.classList.toggle('now', at === current);
    if (at === current) each.setAttribute('aria-current', 'true');
    else each.removeAttribute('aria-current');
    each.querySelector('.state').textContent = what;
    each.setAttribute('aria-label', `Proposal ${each.dataset.id}, ${what || 'to decide'}`);
    each.querySelectorAll('[data-choice]').forEach(button =>
      button.setAttribute('aria-pressed', String(button.dataset.choice === what)));
    tellUnknown(each, known);
  });
  const id = proposals.length ? proposals[current].dataset.id : '';
  document.querySelectorAll('.rests').forEach(each =>
    each.classList.toggle('now', each.dataset.of.split(' ').includes(id)));
}

function go(to) {
  if (!proposals.length) return;
  current = Math.min(Math.max(to, 0), proposals.length - 1);
  show();
  proposals[current].focus({preventScroll: true});
  proposals[current].scrollIntoView({block: 'nearest'});
  showWords();
}

// Only the article scrolls to its words: the window stays with the proposal.
function showWords() {
  const article = document.getElementById('article');
  const words = document.querySelector('.rests.now.content, .rests.now.meeting')
    || document.querySelector('.rests.now');
  if (!words) return;
  const whole = article.getBoundingClientRect(), part = words.getBoundingClientRect();
  if (part.top >= whole.top + 40 && part.bottom <= whole.bottom - 120) return;
  article.scrollTop += part.top - whole.top - whole.height / 3;
}

// --- Sources that nobody declared ----------------------------------------------------------------

const namesIn = text => [...text.matchAll(/^\s*source\s+(\S+)/gm)].map(found => found[1]);

function knownSources() {
  const texts = proposals
    .filter(each => each.dataset.kind === 'source' || each.dataset.what)
    .filter(each => each.dataset.what !== 'rejected').map(each => box(each).value);
  return new Set([...declared, ...texts.concat(addedBoxes().map(each => each.value)).flatMap(namesIn)]);
}

// Who speaks in a claim and through whom: `claim a and b via c says`, `report x ... by a`.
function spoken(text) {
  const found = [];
  for (const line of text.replace(/"[^"]*"/g, '""').split('\n')) {
    const head = line.match(/^claim\s+(.*)$/);
    if (head) {
      const words = head[1].split(/(?:\s+via\s+|\s+and\s+|,\s*)/);
      words.forEach(part => {
        const name = part.trim().split(/\s+/)[0];
        if (name && name !== 'unnamed' && name !== '""') found.push(name);
      });
    }
    const by = line.match(/^\s+(?:said )?by\s+(\S+)$/);
    if (by) found.push(by[1]);
  }
  return found;
}

function unknownIn(proposal, known) {
  const what = proposal.dataset.what;
  if (!what || what === 'rejected' || proposal.dataset.kind === 'source') return [];
  return [...new Set(spoken(box(proposal).value))].filter(name => !known.has(name));
}

function tellUnknown(proposal, known) {
  const told = proposal.querySelector('.unknown');
  const names = unknownIn(proposal, known);
  const key = names.join(' ');
  if (told.dataset.names === key) return;
  told.dataset.names = key;
  told.hidden = !names.length;
  told.replaceChildren(...names.map(name => {
    const line = document.createElement('span'), button = document.createElement('button');
    button.type = 'button';
    button.textContent = `Declare ${name}`;
    button.addEventListener('click', () => askSource(name));
    line.append(`No source is declared as ${name}. `, button);
    return line;
  }));
}

function addCard(text) {
  const card = document.getElementById('card').content.firstElementChild.cloneNode(true);
  card.querySelector('.number').textContent = namesIn(text)[0] || '';
  const area = card.querySelector('textarea');
  area.value = text;
  area.rows = text.split('\n').length;
  area.addEventListener('input', () => { keep(); show(); });
  card.querySelector('button').addEventListener('click', () => {
    card.remove();
    keep();
    go(current);
  });
  added.append(card);
  return card;
}

function askSource(name) {
  ['name', 'heading', 'camp'].forEach(each => { field(each).value = ''; });
  field('name').value = name;
  field('kind').value = name.includes('/') ? 'office' : 'body';
  field('fault').hidden = true;
  sourceDialog.returnValue = '';
  sourceDialog.showModal();
  field(name ? 'heading' : 'name').focus();
}

function sourceText() {
  const name = field('name').value.trim(), camp = field('camp').value.trim();
  const title = field('heading').value.trim().replace(/\s+/g, ' ').replaceAll('"', "'");
  const office = field('kind').value === 'office' ? `office ${name} "${title}"\n\n` : '';
  return `${office}source ${name} "${title}"${camp ? `\n  camp ${camp}` : ''}`;
}

sourceDialog.querySelector('form').addEventListener('submit', event => {
  const name = field('name').value.trim();
  if (event.submitter.value !== 'add' || !knownSources().has(name)) return;
  event.preventDefault();
  field('fault').textContent = `${name} is declared already: just use it.`;
  field('fault').hidden = false;
  field('name').focus();
});

sourceDialog.addEventListener('close', () => {
  if (sourceDialog.returnValue === 'add') {
    const card = addCard(sourceText());
    keep();
    show();
    card.scrollIntoView({block: 'nearest'});
  }
  go(current);
});

// --- Decisions -----------------------------------------------------------------------------------

function decide(what) {
  const proposal = proposals[current];
  const text = box(proposal), id = proposal.dataset.id;
  if (what === 'accepted' || what === 'rejected') {
    if (what === 'accepted' && !original(proposal).trim()) return;
    if (what === 'rejected' && proposal.dataset.kind === 'report') return;
    text.value = original(proposal);
    close(text);
    proposal.dataset.what = what;
    keep();
    go(current + 1);
    return;
  }
  if (proposal.dataset.what !== 'mended' && proposal.dataset.what !== 'split' && typed.has(id)) {
    text.value = typed.get(id);
  } else if (what === 'split' && proposal.dataset.what !== 'split' && original(proposal).trim()) {
    text.value = `${text.value.trimEnd()}\n\n${original(proposal).trimEnd()}`;
  }
  text.rows = text.value.split('\n').length;
  if (!opened.has(id)) opened.set(id, {what: proposal.dataset.what || '', offered: text.value});
  proposal.dataset.what = what;
  text.readOnly = false;
  text.tabIndex = 0;
  if (text.value !== opened.get(id).offered) keep();
  show();
  text.focus();
}

// A text that was opened and left without a change: the proposal stays as it was.
function leave(proposal) {
  const text = box(proposal), id = proposal.dataset.id, before = opened.get(id);
  opened.delete(id);
  if (!before || !['mended', 'split'].includes(proposal.dataset.what)) return;
  const isOriginal = text.value.trim() === original(proposal).trim();
  const isUntouched = text.value === before.offered && !typed.has(id);
  if (!isOriginal && !isUntouched) return;
  text.value = original(proposal);
  typed.delete(id);
  const what = ['mended', 'split'].includes(before.what) ? '' : before.what;
  if (what) proposal.dataset.what = what; else delete proposal.dataset.what;
  close(text);
  keep();
  show();
}

function close(text) {
  text.readOnly = true;
  text.tabIndex = -1;
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (event.target.matches('textarea:not([readonly])')) {
    if (event.key === 'Escape') {
      if (!added.contains(event.target)) close(event.target);
      event.target.blur();
      go(current);
      event.preventDefault();
    }
    return;
  }
  const keys = {a: 'accepted', m: 'mended', s: 'split', r: 'rejected'};
  if (event.key === 'ArrowDown') go(current + 1);
  else if (event.key === 'ArrowUp') go(current - 1);
  else if (event.key === 'n') askSource('');
  else if (event.key === 'w') finish();
  else if (keys[event.key] && proposals.length) decide(keys[event.key]);
  else return;
  event.preventDefault();
});

proposals.forEach((proposal, at) => {
  const here = () => { if (current !== at) { current = at; show(); showWords(); } };
  proposal.addEventListener('focusin', here);
  proposal.addEventListener('click', here);
  box(proposal).addEventListener('blur', () => leave(proposal));
  box(proposal).addEventListener('input', () => {
    typed.set(proposal.dataset.id, box(proposal).value);
    keep();
    show();
  });
  proposal.querySelectorAll('[data-choice]').forEach(button =>
    button.addEventListener('click', () => { current = at; decide(button.dataset.choice); }));
});

document.querySelectorAll('.rests').forEach(words => words.addEventListener('click', () => {
  const at = proposals.findIndex(each => each.dataset.id === words.dataset.of.split(' ')[0]);
  if (at >= 0) go(at);
}));

// --- Saving --------------------------------------------------------------------------------------

function finish() {
  const whats = decisions().map(each => each.what);
  const told = ['accepted', 'mended', 'split', 'rejected']
    .map(what => [whats.filter(each => each === what).length, what])
    .filter(([count]) => count).map(([count, what]) => `${count} ${what}`);
  const more = sources().length;
  if (more) told.push(`${more} new ${more === 1 ? 'source' : 'sources'}`);
  document.getElementById('counts').textContent =
    `${whats.length} of ${proposals.length} decided${told.length ? ': ' : ''}${told.join(', ')}.`;
  tellWaiting();
  const known = knownSources();
  document.getElementById('faults').replaceChildren(...proposals.flatMap((each, at) =>
    unknownIn(each, known).map(name => {
      const item = document.createElement('li');
      item.append(goTo(at), ` names ${name}, which is not declared as a source.`);
      return item;
    })));
  finishDialog.showModal();
  document.getElementById('download').focus();
}

function tellWaiting() {
  const waiting = proposals.flatMap((each, at) => each.dataset.what ? [] : [at]);
  const told = document.getElementById('waiting');
  told.hidden = !waiting.length;
  const shown = waiting.slice(0, 30).flatMap(at => [goTo(at), ' ']);
  if (waiting.length > 30) shown.push(`and ${waiting.length - 30} more`);
  told.querySelector('span').replaceChildren(...shown);
}

function goTo(at) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = proposals[at].dataset.id;
  button.setAttribute('aria-label', `Go to proposal ${proposals[at].dataset.id}`);
  button.addEventListener('click', () => { finishDialog.close(); go(at); });
  return button;
}

function download() {
  const content = {
    schema, version: Number(version), draft, sha256, decisions: decisions(), added: sources(),
  };
  const file = new Blob([JSON.stringify(content, null, 1) + '\n'], {type: 'application/json'});
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${draft}.decisions.json`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  unsaved = false;
  finishDialog.close();
  show();
  progress.textContent += ', saved';
}

document.getElementById('add').addEventListener('click', () => askSource(''));
document.getElementById('save').addEventListener('click', finish);
document.getElementById('download').addEventListener('click', download);

// What a window wrote just before it closed may arrive when this one is open already.
window.addEventListener('storage', event => {
  if (event.key !== place || unsaved) return;
  restore();
  show();
});
window.addEventListener('beforeunload', event => { if (unsaved) event.preventDefault(); });

// How much of the window is covered at the top: the header, or where it is narrow the bar alone.
const covering = () => document.documentElement.style.setProperty('--head',
  `${(document.querySelector('header').offsetHeight || document.querySelector('.bar').offsetHeight)}px`);
new ResizeObserver(covering).observe(document.querySelector('.bar'));
window.addEventListener('resize', covering);
restore();
show();
