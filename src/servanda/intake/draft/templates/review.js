
'use strict';
const proposals = [...document.querySelectorAll('.proposal')];
const progress = document.getElementById('progress');
const told = {accepted: 'accepted', mended: 'mended', split: 'split', rejected: 'rejected'};
let current = Math.max(0, proposals.findIndex(each => !each.dataset.what));
let unsaved = false;

const box = proposal => proposal.querySelector('textarea:not(.proposed)');
const original = proposal => proposal.querySelector('.proposed').value;

function show() {
  const decided = proposals.filter(each => each.dataset.what).length;
  progress.textContent = `${decided} of ${proposals.length} decided`;
  proposals.forEach((each, at) => {
    each.classList.toggle('now', at === current);
    each.querySelector('.state').textContent = told[each.dataset.what] || '';
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
  const words = document.querySelector('.rests.now.content, .rests.now.meeting')
    || document.querySelector('.rests.now');
  if (words) words.scrollIntoView({block: 'nearest'});
}

function decide(what) {
  const proposal = proposals[current];
  const text = box(proposal);
  if (what === 'accepted' || what === 'rejected') {
    if (what === 'accepted' && !original(proposal).trim()) return;
    if (what === 'rejected' && proposal.dataset.kind === 'report') return;
    text.value = original(proposal);
    text.readOnly = true;
    proposal.dataset.what = what;
    unsaved = true;
    go(current + 1);
    return;
  }
  if (what === 'split' && proposal.dataset.what !== 'split' && original(proposal).trim()) {
    text.value = `${original(proposal).trimEnd()}\n\n${original(proposal).trimEnd()}`;
    text.rows = text.value.split('\n').length;
  }
  proposal.dataset.what = what;
  text.readOnly = false;
  unsaved = true;
  show();
  text.focus();
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches('textarea:not([readonly])')) {
    if (event.key === 'Escape') { event.target.readOnly = true; go(current); event.preventDefault(); }
    return;
  }
  const keys = {a: 'accepted', m: 'mended', s: 'split', r: 'rejected'};
  if (event.key === 'ArrowDown') go(current + 1);
  else if (event.key === 'ArrowUp') go(current - 1);
  else if (keys[event.key] && proposals.length) decide(keys[event.key]);
  else return;
  event.preventDefault();
});

proposals.forEach((proposal, at) => {
  proposal.addEventListener('focusin', () => { if (current !== at) { current = at; show(); } });
  proposal.addEventListener('click', () => { if (current !== at) { current = at; show(); } });
  proposal.querySelectorAll('[data-choice]').forEach(button =>
    button.addEventListener('click', () => { current = at; decide(button.dataset.choice); }));
});

document.querySelectorAll('.rests').forEach(words => words.addEventListener('click', () => {
  const at = proposals.findIndex(each => each.dataset.id === words.dataset.of.split(' ')[0]);
  if (at >= 0) go(at);
}));

document.getElementById('save').addEventListener('click', () => {
  const decisions = proposals.filter(each => each.dataset.what).map(each => ({
    id: each.dataset.id,
    what: each.dataset.what,
    text: each.dataset.what === 'rejected' ? '' : box(each).value,
  }));
  const {schema, version, draft, sha256} = document.body.dataset;
  const content = {schema, version: Number(version), draft, sha256, decisions};
  const file = new Blob([JSON.stringify(content, null, 1) + '\n'], {type: 'application/json'});
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${draft}.decisions.json`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  unsaved = false;
});

window.addEventListener('beforeunload', event => { if (unsaved) event.preventDefault(); });
show();
